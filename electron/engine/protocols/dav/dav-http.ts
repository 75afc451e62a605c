import { UploadError } from '../../errors/upload-error.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { ProtocolOptions } from '../protocol.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import type { HttpRequest } from '../transport/http-request.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { transportFor } from '../transport/transport-for.ts';
import { DavSignIn } from './dav-sign-in.ts';

const mostSignIns = 3;

/** The transport with WebDAV's ways to sign in: before anything with a body goes out, a question without one learns what is wanted. */
export class DavHttp {
  readonly #options: ProtocolOptions;
  readonly #transport: HttpTransport;
  readonly #signIn: DavSignIn;
  readonly #closing = new AbortController();
  #question: Promise<void> | null = null;
  #isAnswered = false;

  constructor(options: ProtocolOptions) {
    const { ports } = options;
    this.#options = options;
    this.#signIn = new DavSignIn(ports.randomness);
    const authorize = this.#signIn.authorize.bind(this.#signIn);
    this.#transport = transportFor(options, { authorize });
  }

  /** Aborts when the protocol is closed: for what many transfers wait for together. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  async request(request: HttpRequest): Promise<HttpAnswer> {
    request.signal.throwIfAborted();
    if (!this.#isAnswered) await untilAborted(this.#asked(), request.signal);
    for (let tries = 1; ; tries += 1) {
      const { version } = this.#signIn;
      const answer = await this.#transport.request(request);
      if (answer.status !== 401) this.#signIn.worked(version);
      if (answer.status !== 401 || tries === mostSignIns || !(await this.#hasPassword())) return answer;
      if (!this.#signIn.learn(answer, version)) return answer;
    }
  }

  suspectConnections(): void {
    this.#transport.suspectConnections();
  }

  close(): void {
    this.#closing.abort(new UploadError('connection-lost', { details: { host: this.#options.url.host, reason: 'closed' } }));
    this.#transport.close();
  }

  #asked(): Promise<void> {
    this.#question ??= this.#ask().then(
      () => {
        this.#isAnswered = true;
      },
      (error: unknown) => {
        this.#question = null;
        throw error;
      },
    );
    return this.#question;
  }

  async #ask(): Promise<void> {
    if (!(await this.#hasPassword())) return;
    const { version } = this.#signIn;
    const request: HttpRequest = {
      method: 'PROPFIND',
      url: this.#options.url,
      headers: { Depth: '0' },
      body: null,
      signal: this.#closing.signal,
      redirects: 'return',
    };
    const answer = await this.#transport.request(request);
    if (answer.status === 401 || answer.status === 403) this.#signIn.learn(answer, version);
  }

  async #hasPassword(): Promise<boolean> {
    return (await this.#options.credentials()).kind === 'basic';
  }
}
