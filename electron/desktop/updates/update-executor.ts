import type { OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import type { Outbound } from '../../engine/ports.ts';
import { Agents } from '../../engine/protocols/transport/agents.ts';
import { httpRequest, httpsRequest } from '../../engine/protocols/transport/node-http.ts';
import { isLoopback } from '../../host/outbound/is-loopback.ts';
import type { DownloadPace } from './download-pace.ts';
import { updateFailed } from './update-error-of.ts';

type Parent = ElectronHttpExecutor;
type ApiRequest = Parameters<Parent['doApiRequest']>;

/**
 * The requests of electron-updater on the way of the uploads: with the proxies and authorities that a person chose, and through no session of a browser. An
 * address that is not encrypted is refused, unless it is this computer's own.
 */
export class UpdateExecutor extends ElectronHttpExecutor {
  readonly #outbound: Outbound | undefined;
  readonly #agents: Agents;
  readonly #pace: DownloadPace;

  constructor(outbound: Outbound | undefined, pace: DownloadPace) {
    super();
    this.#pace = pace;
    this.#outbound = outbound;
    this.#agents = new Agents({ isTls: true, agentOptions: { keepAlive: false }, outbound: outbound ?? null, certificateAuthorities: [] });
  }

  override async doApiRequest(...[options, ...rest]: ApiRequest): ReturnType<Parent['doApiRequest']> {
    return await super.doApiRequest(await this.#routed(options), ...rest);
  }

  protected override doDownload(...[options, call, redirectCount]: Parameters<Parent['doDownload']>): void {
    this.#routed(options).then(
      (routed) => super.doDownload(routed, call, redirectCount),
      (error: Error) => call.callback(error),
    );
  }

  override createRequest(...[options, callback]: Parameters<Parent['createRequest']>): ReturnType<Parent['createRequest']> {
    const { protocol } = options as RequestOptions;
    const request = (protocol === 'http:' ? httpRequest : httpsRequest)(options as RequestOptions, (answer) =>
      callback(this.#pace.over(answer)),
    );
    // What is used of a request is the same in both worlds.
    return request as unknown as ReturnType<Parent['createRequest']>;
  }

  /** Every request and every redirect of one anew. */
  async #routed(options: RequestOptions): Promise<RequestOptions> {
    const { protocol = 'https:', hostname, port } = options;
    // A number by which one installation could be known again, empty or not.
    const { 'x-user-staging-id': _stagingId, ...headers } = { ...options.headers } as OutgoingHttpHeaders;
    const url = new URL(`${protocol}//${hostname ?? ''}${port ? `:${port}` : ''}/`);
    if (url.protocol === 'http:' && isLoopback(url)) return { ...options, headers };
    if (url.protocol !== 'https:') throw updateFailed('plain', { host: url.host });
    const route = (await this.#outbound?.routeTo(url)) ?? { kind: 'direct' };
    return { ...options, headers, agent: this.#agents.agentFor(route) };
  }
}
