import { Buffer } from 'node:buffer';
import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { byteCountOf, headerOf, isSuccess } from '../transport/http-answer.ts';
import type { HttpBody } from '../transport/http-request.ts';
import { StoredContent } from '../transport/stored-content.ts';
import type { DavHttp } from './dav-http.ts';
import type { DavEntry } from './parse-multistatus.ts';
import { parseMultistatus } from './parse-multistatus.ts';

/** What is at a URL. `unknown`: the server does not say. */
export type DavFound =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'present';
      readonly sizeBytes: number | null;
      /** Names these very bytes (RFC 9110 §8.8.3); null when there is none, or a weak one. */
      readonly etag: string | null;
    }
  | { readonly kind: 'unknown' };

export interface DavPut {
  /** Besides the condition, the range and so on. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: HttpBody;
  readonly signal: AbortSignal;
  readonly onBytesSent: (bytesSent: number) => void;
}

export type DavResult =
  | { readonly kind: 'done' }
  /** Overwrite: F and the name is taken, or the condition does not hold (412). */
  | { readonly kind: 'taken' }
  /** A folder above is missing (409), or what is to be moved (404). */
  | { readonly kind: 'missing'; readonly error: UploadError }
  /** Not here, or not in this way (403, 405, 501). */
  | { readonly kind: 'refused'; readonly error: UploadError };

const properties =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getlastmodified/></prop></propfind>';
/** Some 200,000 entries. */
const mostListBytes = 128 * 1024 * 1024;
/** What is said of one thing. */
const mostEntryBytes = 1024 * 1024;
/** A server may copy what it moves. */
const moveTimeoutMs = 600_000;

/** The requests of WebDAV (RFC 4918). All throw `UploadError`, or the signal's reason. */
export class DavClient {
  readonly content: StoredContent;
  readonly #http: DavHttp;
  readonly #clock: Clock;
  #namesOnlyPaths = false;

  constructor(http: DavHttp, clock: Clock) {
    this.#http = http;
    this.#clock = clock;
    this.content = new StoredContent({ http, errorOf: (answer) => this.errorOf(answer) });
  }

  /** Asks with HEAD; where that says nothing, with PROPFIND. */
  async look(url: URL, signal: AbortSignal): Promise<DavFound> {
    // What a hop remembers of a name may be older than what we sent to it.
    const headers = { 'Cache-Control': 'no-cache' };
    const answer = await this.#http.request({ method: 'HEAD', url, headers, body: null, signal });
    if (answer.status === 404 || answer.status === 410) return { kind: 'absent' };
    const sizeBytes = byteCountOf(answer, 'content-length');
    if (isSuccess(answer) && sizeBytes !== null) {
      const etag = headerOf(answer, 'etag') ?? '';
      return { kind: 'present', sizeBytes, etag: /^"[\x21\x23-\x7e]*"$/.test(etag) ? etag : null };
    }
    if (!isSuccess(answer) && ![400, 403, 405, 501].includes(answer.status)) throw this.errorOf(answer);
    const entries = await this.entries(url, 0, signal).catch((error: unknown) => {
      if (error instanceof UploadError && error.failureClass === 'permanent') return null;
      throw error;
    });
    if (entries === null) return isSuccess(answer) ? { kind: 'present', sizeBytes: null, etag: null } : { kind: 'unknown' };
    return entries[0] === undefined ? { kind: 'absent' } : { kind: 'present', sizeBytes: entries[0].sizeBytes, etag: null };
  }

  /** What a folder (`depth` 1, itself included) or a thing is; empty where there is none. Throws `wrong-protocol` for an answer that is no WebDAV. */
  async entries(url: URL, depth: 0 | 1, signal: AbortSignal): Promise<readonly DavEntry[]> {
    const answer = await this.propfind(url, depth, signal);
    if (answer.status === 404 || answer.status === 410) return [];
    if (answer.status !== 207) throw isSuccess(answer) ? this.wrongProtocol(answer) : this.errorOf(answer);
    if (answer.body.byteLength >= (depth === 0 ? mostEntryBytes : mostListBytes)) throw this.#unexpected(answer, 'list-too-long');
    const entries = parseMultistatus(answer.body.toString('utf8'), answer.url);
    if (entries === null) throw this.#unexpected(answer, 'multistatus');
    return entries;
  }

  propfind(url: URL, depth: 0 | 1, signal: AbortSignal): Promise<HttpAnswer> {
    return this.#http.request({
      method: 'PROPFIND',
      url,
      headers: { Depth: String(depth), 'Content-Type': 'application/xml; charset=utf-8' },
      body: textBody(properties),
      signal,
      mostAnswerBytes: depth === 0 ? mostEntryBytes : mostListBytes,
    });
  }

  async put(url: URL, put: DavPut): Promise<DavResult> {
    const { headers, body, signal, onBytesSent } = put;
    return this.#resultOf(await this.#http.request({ method: 'PUT', url, headers, body, signal, onBytesSent }));
  }

  async move(from: URL, to: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<DavResult> {
    const answer = await this.#askToMove(from, this.#namesOnlyPaths ? to.pathname : to.href, headers, signal);
    if (answer.status !== 502 || this.#namesOnlyPaths) return this.#moved(answer);
    // Behind a hop that speaks TLS, or has another host name, a server takes its own address for another server's (RFC 4918 §9.9.4).
    const again = await this.#askToMove(from, to.pathname, headers, signal);
    this.#namesOnlyPaths = isSuccess(again);
    // It is there, and knows no paths alone: nothing can be moved through that hop.
    return again.status === 400 ? { kind: 'refused', error: this.errorOf(answer) } : this.#moved(again);
  }

  #moved(answer: HttpAnswer): DavResult {
    // 207 lists what could not be moved, and a page of a network says 200.
    if (isSuccess(answer) && answer.status !== 201 && answer.status !== 204) throw this.#unexpected(answer, 'MOVE');
    return this.#resultOf(answer);
  }

  /** `destination`: a URL or its path (RFC 4918 §10.3). */
  #askToMove(from: URL, destination: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpAnswer> {
    return this.#http.request({
      method: 'MOVE',
      url: from,
      headers: { Destination: destination, ...headers },
      body: null,
      signal,
      answerTimeoutMs: moveTimeoutMs,
    });
  }

  /** `missing`: the folder above is not there. What is there already is fine. */
  async makeFolder(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<DavResult> {
    const answer = await this.#http.request({ method: 'MKCOL', url, headers, body: null, signal, redirects: 'return' });
    if (answer.status === 405 || (answer.status >= 300 && answer.status <= 399)) return { kind: 'done' };
    return this.#resultOf(answer);
  }

  /** Nothing there is success; true: there was something. */
  async remove(url: URL, signal: AbortSignal): Promise<boolean> {
    const answer = await this.#http.request({ method: 'DELETE', url, body: null, signal });
    if (!isSuccess(answer) && answer.status !== 404 && answer.status !== 410 && answer.status !== 409) throw this.errorOf(answer);
    return isSuccess(answer);
  }

  options(url: URL, signal: AbortSignal): Promise<HttpAnswer> {
    return this.#http.request({ method: 'OPTIONS', url, body: null, signal });
  }

  /** GET, PATCH and the like, which only some servers know. */
  other(method: 'GET' | 'PATCH', url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpAnswer> {
    return this.#http.request({ method, url, headers, body: null, signal, answerTimeoutMs: moveTimeoutMs });
  }

  errorOf(answer: HttpAnswer): UploadError {
    const error = classifyHttpStatus(answer, this.#clock.now());
    // Sabre, and with it Nextcloud and ownCloud, says in its exception what it does not like.
    const isName =
      (answer.status === 400 || answer.status === 403) && /InvalidPath|invalid (file ?)?name/i.test(answer.body.toString('utf8'));
    return isName ? new UploadError('name-refused', { details: error.details, cause: error }) : error;
  }

  wrongProtocol(answer: HttpAnswer): UploadError {
    return new UploadError('wrong-protocol', { details: { host: answer.url.host, httpStatus: answer.status } });
  }

  #resultOf(answer: HttpAnswer): DavResult {
    if (isSuccess(answer)) return { kind: 'done' };
    const error = this.errorOf(answer);
    if (answer.status === 412) return { kind: 'taken' };
    if (answer.status === 404 || answer.status === 409) return { kind: 'missing', error };
    if (error.code === 'not-allowed' || error.code === 'method-refused') return { kind: 'refused', error };
    throw error;
  }

  #unexpected(answer: HttpAnswer, reason: string): UploadError {
    return new UploadError('unexpected-answer', { details: { host: answer.url.host, httpStatus: answer.status, reason } });
  }
}

function textBody(text: string): HttpBody {
  const bytes = Buffer.from(text, 'utf8');
  return {
    length: bytes.byteLength,
    async *chunks() {
      yield bytes;
    },
  };
}
