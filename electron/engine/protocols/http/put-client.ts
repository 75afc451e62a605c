import type { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { parseHttpDate } from '../../retry/retry-after.ts';
import type { HttpExtras } from '../protocol.ts';
import type { ClaimedDigests } from '../transport/claimed-digests.ts';
import { claimedDigestsOf } from '../transport/claimed-digests.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { byteCountOf, headerOf, isSuccess } from '../transport/http-answer.ts';
import type { HttpBody } from '../transport/http-request.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { linkInAnswer, mostLinkAnswerBytes } from '../transport/link-in-answer.ts';
import { isSuccessByRule } from '../transport/status-by-rule.ts';
import { StoredContent } from '../transport/stored-content.ts';

/** What is at a URL. `unknown`: the server does not answer such questions, or not with a size. */
export type Found =
  | { readonly kind: 'absent' }
  /** `isPage`: it says to be HTML, as everything is at a sign-in page of a network or at a web site that knows no 404. */
  | {
      readonly kind: 'present';
      readonly sizeBytes: number | null;
      readonly isPage: boolean;
      /** Names these very bytes (RFC 9110 §8.8.3); null when there is none, or a weak one, which no condition may use. */
      readonly etag: string | null;
      /** Milliseconds since the epoch (RFC 9110 §8.8.2); null when the server does not say. */
      readonly modifiedAtMs: number | null;
      readonly claims: ClaimedDigests;
    }
  | { readonly kind: 'unknown' };

/** Nothing has that name yet, or it is still what was seen there (RFC 9110 §13.1). */
export type PutCondition = { readonly 'If-None-Match': '*' } | { readonly 'If-Match': string };

export type PutResult =
  /** `link`: what the destination's own rule found in the answer. */
  | { readonly kind: 'stored'; readonly link: string | null; readonly claims: ClaimedDigests }
  /** What is there changed between our question and the PUT. */
  | { readonly kind: 'taken' };

export interface PutSend {
  readonly contentType: string;
  /** Only then is it stored; servers that do not know the condition ignore it. null: whatever is there. */
  readonly condition: PutCondition | null;
  readonly body: HttpBody;
  readonly signal: AbortSignal;
  readonly onBytesSent: (bytesSent: number) => void;
}

export type PutRule = Pick<HttpExtras, 'successStatuses' | 'linkPath'>;

/** The requests of a plain HTTP store. All throw `UploadError`, or the signal's reason. */
export class PutClient {
  readonly content: StoredContent;
  readonly #transport: HttpTransport;
  readonly #clock: Clock;
  readonly #rule: PutRule;
  /** This server answers 501 to conditions. */
  #refusesConditions = false;

  constructor(transport: HttpTransport, clock: Clock, rule: PutRule = { successStatuses: null, linkPath: null }) {
    this.#transport = transport;
    this.#clock = clock;
    this.#rule = rule;
    this.content = new StoredContent({ http: transport, errorOf: (answer) => this.errorOf(answer) });
  }

  /** Only the answer to a PUT says under which link the file is. */
  get tellsLinks(): boolean {
    return this.#rule.linkPath !== null;
  }

  async look(url: URL, signal: AbortSignal): Promise<Found> {
    // What a hop remembers of a name may be older than what we sent to it.
    const headers = { 'Cache-Control': 'no-cache' };
    const answer = await this.#transport.request({ method: 'HEAD', url, headers, body: null, signal });
    if (answer.status === 404 || answer.status === 410) return { kind: 'absent' };
    if (isSuccess(answer)) {
      const isPage = headerOf(answer, 'content-type')?.startsWith('text/html') === true;
      const etag = headerOf(answer, 'etag') ?? '';
      const sizeBytes = byteCountOf(answer, 'content-length');
      return {
        kind: 'present',
        sizeBytes,
        isPage,
        modifiedAtMs: parseHttpDate(headerOf(answer, 'last-modified') ?? ''),
        etag: /^"[\x21\x23-\x7e]*"$/.test(etag) ? etag : null,
        claims: claimedDigestsOf(answer),
      };
    }
    if ([400, 403, 405, 501].includes(answer.status)) return { kind: 'unknown' };
    throw this.errorOf(answer);
  }

  async put(url: URL, send: PutSend): Promise<PutResult> {
    const { contentType, condition, body, signal, onBytesSent } = send;
    for (;;) {
      const isConditional = condition !== null && !this.#refusesConditions;
      const headers = { 'Content-Type': contentType, ...(isConditional ? condition : {}) };
      const { successStatuses, linkPath } = this.#rule;
      const mostAnswerBytes = linkPath === null ? {} : { mostAnswerBytes: mostLinkAnswerBytes };
      const answer = await this.#transport.request({ method: 'PUT', url, headers, body, signal, onBytesSent, ...mostAnswerBytes });
      if (isSuccessByRule(answer, successStatuses))
        return { kind: 'stored', link: linkInAnswer(answer, linkPath), claims: claimedDigestsOf(answer) };
      if (answer.status === 412 && isConditional) return { kind: 'taken' };
      if (answer.status !== 501 || !isConditional) throw this.errorOf(answer);
      this.#refusesConditions = true;
    }
  }

  /** An answer to a request that asks nothing of a file. */
  options(url: URL, signal: AbortSignal): Promise<HttpAnswer> {
    return this.#transport.request({ method: 'OPTIONS', url, body: null, signal });
  }

  errorOf(answer: HttpAnswer): UploadError {
    return classifyHttpStatus(answer, this.#clock.now());
  }
}
