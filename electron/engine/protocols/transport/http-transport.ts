import { Buffer } from 'node:buffer';
import { classifySystemError } from '../../errors/classify-system-error.ts';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock, Credentials, Outbound } from '../../ports.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { HttpExtras } from '../protocol.ts';
import { Agents } from './agents.ts';
import { authorizationHeaders } from './authorization.ts';
import { briefExchange } from './brief/brief-exchange.ts';
import { requestHead } from './brief/request-head.ts';
import { ContinueQuestion } from './continue-question.ts';
import type { HttpAnswer } from './http-answer.ts';
import { isSuccess } from './http-answer.ts';
import { exchange } from './http-exchange.ts';
import type { HttpBody, HttpRequest } from './http-request.ts';
import { LinePace } from './line-pace.ts';
import { proxyRefusal } from './proxy-refusal.ts';
import { isRedirect, redirectTarget } from './redirect-target.ts';
import { StallWatch } from './stall-watch.ts';
import { withoutEcho } from './without-echo.ts';

const direct = { kind: 'direct' } as const;
/** A body up to this size is read before the request begins and goes out with its head in one write. */
const oneWriteBytes = 64 * 1024;
const mostRedirects = 5;
/** What is kept of an answer's body. */
const usuallyKeptBytes = 64 * 1024;
/** Shorter than servers keep idle connections; where one says less in `Keep-Alive`, Node's agent heeds that. */
const idleConnectionMs = 10_000;
const defaultAnswerTimeoutMs = 120_000;
const nobody = (): void => undefined;
/** What may be sent twice without harm (RFC 9110 §9.2.2). */
const repeatable: ReadonlySet<string> = new Set(['OPTIONS', 'HEAD', 'GET', 'PUT', 'DELETE', 'PROPFIND']);

export interface HttpTransportOptions {
  /** Its origin is the only one that is ever spoken to. */
  readonly url: URL;
  readonly concurrency: number;
  readonly stallTimeoutMs: number;
  /** Milliseconds of silence allowed once a body is complete; 120,000 when left out, and never less than `stallTimeoutMs`. */
  readonly answerTimeoutMs?: number;
  readonly clock: Clock;
  /** Asked for every request, so that a renewed secret is used at once. */
  readonly credentials: () => Promise<Credentials>;
  /** The headers that sign a request; `Authorization` by basic or bearer when left out. Called anew for everything that goes out. */
  readonly authorize?: (request: SignableRequest, credentials: Credentials) => Promise<Readonly<Record<string, string>>>;
  /** Of the destination's own: sent with every request, under what the request itself says. */
  readonly extras?: Pick<HttpExtras, 'headers' | 'tokenHeader'> | undefined;
  /** Trusted besides the system's own; PEM. */
  readonly certificateAuthorities?: readonly string[];
  readonly outbound?: Outbound | undefined;
}

/** What a signature may depend on. */
export type SignableRequest = Pick<HttpRequest, 'method' | 'url'> & { readonly headers: Readonly<Record<string, string>> };

/**
 * HTTP/1.1 to one origin over connections that are kept. Throws `UploadError`, or the signal's reason once it aborts; an
 * answer of any status is returned, except redirects that lead away.
 */
export class HttpTransport {
  readonly #options: HttpTransportOptions;
  readonly #agents: Agents;
  readonly #stallWatch: StallWatch;
  readonly #pace: LinePace;
  readonly #continueQuestion = new ContinueQuestion();
  readonly #usualHeaders: Readonly<Record<string, string>>;
  #isClosed = false;

  constructor(options: HttpTransportOptions) {
    this.#options = options;
    this.#stallWatch = new StallWatch(options.clock);
    this.#pace = new LinePace(options.stallTimeoutMs);
    this.#usualHeaders = { 'User-Agent': 'Gantry', Accept: '*/*', ...Object.fromEntries(options.extras?.headers ?? []) };
    // A few more than the transfers, so that a probe or a clean-up never waits behind them.
    const most = options.concurrency + 4;
    this.#agents = new Agents({
      isTls: options.url.protocol === 'https:',
      agentOptions: {
        keepAlive: true,
        maxSockets: most,
        maxFreeSockets: most,
        scheduling: 'lifo',
        timeout: idleConnectionMs,
      },
      pool: { url: options.url, most, idleLimitMs: idleConnectionMs },
      outbound: options.outbound ?? null,
      certificateAuthorities: options.certificateAuthorities ?? [],
    });
  }

  async request(request: HttpRequest): Promise<HttpAnswer> {
    let current = request;
    for (let redirects = 0; ; redirects++) {
      const answer = await this.#once(current);
      if (!isRedirect(answer) || request.redirects === 'return') return answer;
      const url = redirectTarget(answer, request.method);
      if (redirects === mostRedirects) {
        throw new UploadError('redirect-refused', { details: { httpStatus: answer.status, host: answer.url.host, reason: 'loop' } });
      }
      current = { ...request, url };
    }
  }

  /** The machine slept or its network changed: idle connections are dropped, and those in use must soon show that they live. */
  suspectConnections(): void {
    this.dropIdleConnections();
    this.#pace.forget();
    this.#stallWatch.suspect();
  }

  dropIdleConnections(): void {
    this.#agents.dropIdleConnections();
  }

  /** Ends every connection, those in use as well. */
  close(): void {
    this.#isClosed = true;
    this.#agents.close();
  }

  async #once(request: HttpRequest): Promise<HttpAnswer> {
    const { signal, url } = request;
    signal.throwIfAborted();
    if (url.origin !== this.#options.url.origin) {
      throw new UploadError('redirect-refused', { details: { host: url.host, reason: url.origin } });
    }
    const credentials = await this.#credentials();
    const { extras, authorize, outbound } = this.#options;
    const route = outbound === undefined ? direct : await untilAborted(outbound.routeTo(url), signal);
    const headers: Record<string, string> = { ...this.#usualHeaders, ...request.headers };
    const signed = { method: request.method, url, headers };
    Object.assign(headers, (await authorize?.(signed, credentials)) ?? authorizationHeaders(credentials, extras?.tokenHeader ?? null));
    const length = request.body?.length ?? 0;
    const carriesBody = request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH';
    if (carriesBody || request.body !== null) headers['Content-Length'] = String(length);
    const body = request.body !== null && length <= oneWriteBytes ? await gathered(request.body, signal) : request.body;
    let isStale = false;
    const send = async (asksFirst: boolean): Promise<HttpAnswer> => {
      const way = this.#agents.wayOf(route);
      const common = {
        method: request.method,
        url,
        signal,
        onBytesSent: request.onBytesSent ?? nobody,
        stallWatch: this.#stallWatch,
        pace: this.#pace,
        stallTimeoutMs: this.#options.stallTimeoutMs,
        answerTimeoutMs: request.answerTimeoutMs ?? this.#options.answerTimeoutMs ?? defaultAnswerTimeoutMs,
        mostAnswerBytes: request.mostAnswerBytes ?? usuallyKeptBytes,
        onStaleConnection: () => {
          isStale = true;
        },
      };
      const isBrief = (body === null || Buffer.isBuffer(body)) && request.onAnswerChunk === undefined;
      const pool = isBrief ? way.poolForBrief() : null;
      const head = pool === null ? null : requestHead(request.method, url, headers);
      if (isBrief && pool !== null && head !== null) return briefExchange({ common, pool, head, body });
      way.makeRoom();
      const answer = await exchange({
        ...common,
        agent: way.agent,
        viaProxy: route.kind === 'proxy' && url.protocol === 'http:' ? route : null,
        headers,
        body,
        clock: this.#options.clock,
        takesEarlySuccess: request.takesEarlySuccess ?? false,
        onAnswerChunk: request.onAnswerChunk ?? null,
        continueQuestion: asksFirst ? this.#continueQuestion : null,
      });
      if (answer.status !== 407 || route.kind !== 'proxy') return answer;
      throw proxyRefusal(407, answer.headers['proxy-authenticate']?.toString() ?? '', url.host, route);
    };
    try {
      // Node encodes a head that goes out alone a second time, which garbles a name in it that is not ASCII.
      const asksFirst = this.#continueQuestion.shouldAsk(length) && !Object.values(headers).some((value) => /[^ -~\t]/.test(value));
      let answer = await send(asksFirst);
      if (asksFirst && answer.status === 417) {
        this.#continueQuestion.ignored();
        answer = await send(false);
      }
      if (isSuccess(answer)) this.#continueQuestion.taken(length);
      else if (answer.status >= 400 && length > 0) this.#continueQuestion.refused();
      return withoutEcho(answer, credentials);
    } catch (error) {
      // What killed this connection, such as a server that moved to another address, has killed its idle siblings too.
      if (!signal.aborted) this.dropIdleConnections();
      // The server closed an idle connection just as it was picked: not a failure of anything, and it costs no attempt.
      // Under a condition the first one may have changed the answer to the second.
      const isConditional = headers['If-None-Match'] !== undefined || headers['If-Match'] !== undefined;
      if (!isStale || this.#isClosed || signal.aborted || length > oneWriteBytes || isConditional || !repeatable.has(request.method))
        throw error;
      return withoutEcho(await send(false), credentials);
    }
  }

  async #credentials(): Promise<Credentials> {
    try {
      return await this.#options.credentials();
    } catch (error) {
      throw classifySystemError(error);
    }
  }
}

async function gathered(body: HttpBody, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body.chunks(signal)) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
  }
  const expectedBytes = body.length;
  if (bytes !== expectedBytes) throw new UploadError('source-short', { details: { expectedBytes, actualBytes: bytes } });
  return chunks[0] !== undefined && chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}
