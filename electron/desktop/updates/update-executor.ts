import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import type { Outbound } from '../../engine/ports.ts';
import { Agents } from '../../engine/protocols/transport/agents.ts';
import { httpRequest, httpsRequest } from '../../engine/protocols/transport/node-http.ts';
import { isLoopback } from '../../host/outbound/is-loopback.ts';
import { downloadOn } from './continued-download.ts';
import type { DownloadPace } from './download-pace.ts';
import { updateFailed } from './update-error-of.ts';

type Parent = ElectronHttpExecutor;
type ApiRequest = Parameters<Parent['doApiRequest']>;
type Download = Parameters<Parent['download']>;

/**
 * The requests of electron-updater on the way of the uploads: with the proxies and authorities that a person chose, and through no session of a browser. An
 * address that is not encrypted is refused, unless it is this computer's own. A download that was cut off is gone on with.
 */
export class UpdateExecutor extends ElectronHttpExecutor {
  readonly #outbound: Outbound | undefined;
  readonly #agents: Agents;
  readonly #pace: DownloadPace;
  /** By origin, as they were found for the last request there. */
  readonly #found = new Map<string, RequestOptions['agent']>();
  readonly #running = new Set<ClientRequest>();
  /** The last download's hold on its file. */
  #writing: Promise<unknown> = Promise.resolve();

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

  override async download(...[url, destination, options]: Download): Promise<string> {
    const { sha512, cancellationToken } = options;
    if (typeof sha512 !== 'string') throw updateFailed('feed');
    // Who was called off may still be closing the same file.
    await this.#writing.catch(() => undefined);
    return await cancellationToken.createPromise<string>((resolve, reject) => {
      this.#writing = downloadOn({
        ...{ destination, sha512 },
        open: (fromByte) => this.#open(url, destination, options, fromByte),
        isBeyondEnd: (error) => error instanceof Error && error.message.includes('status 416'),
      });
      this.#writing.then(() => resolve(destination), reject);
    });
  }

  /** Cuts off whatever is under way; electron-updater itself only stops waiting for it. */
  callOff(): void {
    for (const request of this.#running) request.destroy();
  }

  override createRequest(...[options, callback]: Parameters<Parent['createRequest']>): ReturnType<Parent['createRequest']> {
    const wanted = options as RequestOptions;
    // What fetches only the blocks that differ comes here directly, after it has asked the same server for their list.
    const { href } = originOf(wanted);
    if (!this.#found.has(href)) throw updateFailed('answer');
    const agent = wanted.agent ?? this.#found.get(href);
    const request = (wanted.protocol === 'http:' ? httpRequest : httpsRequest)(
      { ...wanted, ...(agent === undefined ? {} : { agent }) },
      (answer) => callback(this.#pace.over(answer)),
    );
    this.#running.add(request);
    request.once('close', () => this.#running.delete(request));
    // What is used of a request is the same in both worlds.
    return request as unknown as ReturnType<Parent['createRequest']>;
  }

  #open(url: URL, destination: string, options: Download[2], fromByte: number): Promise<IncomingMessage> {
    const { protocol, hostname, port, pathname, search } = url;
    const range = fromByte > 0 ? { range: `bytes=${fromByte}-` } : {};
    // The agent's name is that of all its other requests.
    const headers = { ...options.headers, 'user-agent': 'electron-builder', 'cache-control': 'no-cache', ...range };
    const request: RequestOptions = { protocol, hostname, path: `${pathname}${search}`, headers, ...(port === '' ? {} : { port }) };
    return new Promise((resolve, reject) => {
      this.doDownload(
        request,
        {
          ...{ destination, options },
          onCancel: () => undefined,
          responseHandler: resolve,
          callback: (error) => reject(error ?? updateFailed('answer')),
        },
        0,
      );
    });
  }

  /** Every request and every redirect of one anew. */
  async #routed(options: RequestOptions): Promise<RequestOptions> {
    // A number by which one installation could be known again, empty or not.
    const { 'x-user-staging-id': _stagingId, ...headers } = { ...options.headers } as OutgoingHttpHeaders;
    const url = originOf(options);
    if (url.protocol === 'http:' && isLoopback(url)) {
      this.#found.set(url.href, undefined);
      return { ...options, headers };
    }
    if (url.protocol !== 'https:') throw updateFailed('plain', { host: url.host });
    const route = (await this.#outbound?.routeTo(url)) ?? { kind: 'direct' };
    const agent = this.#agents.agentFor(route);
    this.#found.set(url.href, agent);
    return { ...options, headers, agent };
  }
}

function originOf({ protocol, hostname, port }: RequestOptions): URL {
  return new URL(`${protocol ?? 'https:'}//${hostname ?? ''}${port ? `:${port}` : ''}/`);
}
