import { UploadError } from '../../errors/upload-error.ts';
import type { Clock } from '../../ports.ts';
import { parseHttpDate } from '../../retry/retry-after.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import type { HttpAnswer } from '../transport/http-answer.ts';
import { byteCountOf, headerOf, isSuccess } from '../transport/http-answer.ts';
import type { HttpBody } from '../transport/http-request.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import { withGrace } from '../transport/with-grace.ts';
import { isAnotherUpload } from './is-another-upload.ts';
import { isFromTus } from './tus-features.ts';
import { uploadLocation } from './upload-location.ts';

/** A creation that is stopped is listened to for so long: only its answer says what there is to be removed. */
const creationGraceMs = 150;
/** A page of a list has a thousand lines, and a path has a few thousand bytes at most. */
const mostListBytes = 16 * 1024 * 1024;
const version = { 'Tus-Resumable': '1.0.0' };
const bodyType = { 'Content-Type': 'application/offset+octet-stream' };

export interface TusState {
  /** Bytes that the server has. */
  readonly offset: number;
  /** Milliseconds since the epoch; null when the server did not say. */
  readonly expiresAt: number | null;
  /** Where the finished file is under the destination, if the server says so. */
  readonly location: string | null;
}

export type CreateResult =
  | { readonly kind: 'created'; readonly uploadUrl: URL; readonly state: TusState }
  /** A server of ours has a file of that name, and was told to skip. */
  | { readonly kind: 'exists'; readonly error: UploadError }
  /** 413: for the size of the file, or of this request's body. */
  | { readonly kind: 'tooLarge'; readonly error: UploadError }
  /** 460: what arrived has another checksum, and was thrown away (tus 1.0, checksum). */
  | { readonly kind: 'corrupt'; readonly error: UploadError };

export type AskResult =
  | { readonly kind: 'known'; readonly state: TusState; readonly digest: string | null }
  | { readonly kind: 'gone'; readonly error: UploadError };

export type PatchResult =
  | { readonly kind: 'taken'; readonly state: TusState }
  /** What it means shows only when the server is asked what it has. */
  | { readonly kind: 'unclear'; readonly status: number; readonly error: UploadError }
  | { readonly kind: 'tooLarge'; readonly error: UploadError }
  | { readonly kind: 'corrupt'; readonly error: UploadError };

export interface TusSend {
  readonly body: HttpBody | null;
  /** `Upload-Checksum` of the body. */
  readonly checksum?: string | null;
  readonly signal: AbortSignal;
  readonly onBytesSent?: (bytesSent: number) => void;
}

/** The requests of tus 1.0, each with what its answers mean. All throw `UploadError`, or the signal's reason. */
export class TusClient {
  readonly #transport: HttpTransport;
  readonly #clock: Clock;
  readonly #url: URL;

  constructor(transport: HttpTransport, clock: Clock, url: URL) {
    this.#transport = transport;
    this.#clock = clock;
    this.#url = url;
  }

  /** Without `Tus-Resumable`, as the protocol wants it here. Any answer is returned. */
  options(signal: AbortSignal): Promise<HttpAnswer> {
    return this.#transport.request({ method: 'OPTIONS', url: this.#url, body: null, signal });
  }

  /** A request that stores nothing and that even a server behind a proxy without OPTIONS answers as a tus server. */
  head(signal: AbortSignal): Promise<HttpAnswer> {
    return this.#transport.request({ method: 'HEAD', url: this.#url, headers: version, body: null, signal });
  }

  /** What a server of ours has below a folder, after a path. Any answer is returned. */
  list(below: string, after: string, signal: AbortSignal): Promise<HttpAnswer> {
    const url = new URL(this.#url);
    url.searchParams.set('below', below);
    if (after !== '') url.searchParams.set('after', after);
    return this.#transport.request({ method: 'GET', url, headers: version, body: null, signal, mostAnswerBytes: mostListBytes });
  }

  async create(sizeBytes: number, metadata: string, send: TusSend): Promise<CreateResult> {
    const headers = { ...version, 'Upload-Length': String(sizeBytes), 'Upload-Metadata': metadata };
    const { checksum, ...sending } = send;
    const withBody = send.body === null ? headers : { ...headers, ...bodyType, ...checksumHeader(checksum) };
    const answer = await withGrace(send.signal, this.#clock, creationGraceMs, (signal) =>
      this.#transport.request({
        method: 'POST',
        url: this.#url,
        headers: withBody,
        // A server that knows the upload from an earlier try says what it has, and needs no body for that.
        takesEarlySuccess: true,
        ...sending,
        signal,
      }),
    );
    const location = headerOf(answer, 'location');
    if (isSuccess(answer) && location !== undefined) {
      const state = this.#stateOf(answer, byteCountOf(answer, 'upload-offset') ?? 0, sizeBytes);
      return { kind: 'created', uploadUrl: uploadLocation(location, answer.url), state };
    }
    const error = this.#errorOf(answer);
    if (answer.status === 409 && headerOf(answer, 'gantry-conflict') === 'exists') return { kind: 'exists', error };
    if (answer.status === 413) return { kind: 'tooLarge', error };
    if (answer.status === 460) return { kind: 'corrupt', error: corruptOf(error) };
    throw error;
  }

  /** What the server has of an upload. Only a clear "not here" is `gone`: a question that failed says nothing about the bytes. */
  async ask(
    uploadUrl: URL,
    sizeBytes: number,
    made: { readonly as: string; readonly isFromEarlier: boolean; readonly digestFrom: number | null },
    signal: AbortSignal,
  ): Promise<AskResult> {
    const headers = { ...version, ...(made.digestFrom === null ? {} : { 'Gantry-Checksum-From': String(made.digestFrom) }) };
    const answer = await this.#transport.request({ method: 'HEAD', url: uploadUrl, headers, body: null, signal });
    // A server that forgot our upload may have given its address to another.
    const isAnother = isSuccess(answer) && isAnotherUpload(answer, made.as, made.isFromEarlier);
    if (isAnother) return { kind: 'gone', error: this.#unexpected(answer, 'Upload-Metadata') };
    const offset = byteCountOf(answer, 'upload-offset');
    if (isSuccess(answer) && offset !== null) {
      const length = byteCountOf(answer, 'upload-length');
      if (length !== null && length !== sizeBytes) {
        throw this.#unexpected(answer, 'Upload-Length', { expectedBytes: sizeBytes, actualBytes: length });
      }
      return { kind: 'known', state: this.#stateOf(answer, offset, sizeBytes), digest: headerOf(answer, 'gantry-checksum') ?? null };
    }
    // Not `wrong-protocol`: the upload was made here, so it is the sign-in page of some network, or a proxy's, and passes.
    if (isSuccess(answer)) throw this.#unexpected(answer, 'Upload-Offset');
    const error = this.#errorOf(answer);
    const isGone = answer.status === 404 || answer.status === 410 || (answer.status === 403 && offset === null);
    if (isGone) return { kind: 'gone', error };
    // Servers answer 400 to a question that met a request which is just being ended.
    if (error.code !== 'rejected') throw error;
    throw new UploadError('unexpected-answer', { details: error.details, cause: error });
  }

  async patch(uploadUrl: URL, offset: number, sizeBytes: number, { checksum, ...send }: TusSend): Promise<PatchResult> {
    const answer = await this.#transport.request({
      method: 'PATCH',
      url: uploadUrl,
      headers: { ...version, ...bodyType, 'Upload-Offset': String(offset), ...checksumHeader(checksum) },
      ...send,
    });
    if (isSuccess(answer)) {
      const newOffset = byteCountOf(answer, 'upload-offset');
      if (newOffset === null) throw this.#unexpected(answer, 'Upload-Offset');
      const mostBytes = offset + (send.body?.length ?? 0);
      if (newOffset > mostBytes) {
        // More than was ever sent: whoever miscounts, it is not taken for arrived.
        const error = this.#unexpected(answer, 'Upload-Offset', { expectedBytes: mostBytes, actualBytes: newOffset });
        return { kind: 'unclear', status: answer.status, error };
      }
      return { kind: 'taken', state: this.#stateOf(answer, newOffset, sizeBytes) };
    }
    const error = this.#errorOf(answer);
    switch (answer.status) {
      case 413:
        return { kind: 'tooLarge', error };
      case 460:
        return { kind: 'corrupt', error: corruptOf(error) };
      case 400:
      case 403:
      case 404:
      case 409:
      case 410:
      case 423:
        return { kind: 'unclear', status: answer.status, error };
      default:
        throw error;
    }
  }

  /**
   * Ends an upload at the server (termination extension). What is not there, or cannot be ended by us, is left to the server, and so is
   * what has our upload's address but another's name: this may be asked for long after, and twice.
   */
  async remove(uploadUrl: URL, uploadId: string | null, signal: AbortSignal): Promise<void> {
    if (uploadId !== null) {
      // A server of ours puts a whole upload in its place when it is asked for it; here it is to go.
      const headers = { ...version, 'Gantry-Only-Ask': '1' };
      const found = await this.#transport.request({ method: 'HEAD', url: uploadUrl, headers, body: null, signal });
      if (found.status === 404 || found.status === 410 || isAnotherUpload(found, uploadId)) return;
    }
    const answer = await this.#transport.request({ method: 'DELETE', url: uploadUrl, headers: version, body: null, signal });
    if (isSuccess(answer) || [403, 404, 405, 410, 501].includes(answer.status)) return;
    throw this.#errorOf(answer);
  }

  /** The error of an answer that is not what was asked for. */
  errorOf(answer: HttpAnswer): UploadError {
    return this.#errorOf(answer);
  }

  #errorOf(answer: HttpAnswer): UploadError {
    const error = classifyHttpStatus(answer, this.#clock.now());
    const { details } = error;
    if (answer.status === 412) {
      const versions = headerOf(answer, 'tus-version');
      return new UploadError('protocol-version', { details: versions === undefined ? details : { ...details, reason: versions } });
    }
    // A server that succeeds at something else, or knows no POST or PATCH, is another kind of server.
    const isForeign = isSuccess(answer) || answer.status === 405 || answer.status === 501;
    if (isForeign && !isFromTus(answer)) return new UploadError('wrong-protocol', { details });
    return error;
  }

  #stateOf(answer: HttpAnswer, offset: number, sizeBytes: number): TusState {
    if (offset > sizeBytes) throw this.#unexpected(answer, 'Upload-Offset', { expectedBytes: sizeBytes, actualBytes: offset });
    const expires = headerOf(answer, 'upload-expires');
    return {
      offset,
      expiresAt: expires === undefined ? null : parseHttpDate(expires),
      location: placeOf(headerOf(answer, 'gantry-location')),
    };
  }

  #unexpected(answer: HttpAnswer, reason: string, bytes: { expectedBytes?: number; actualBytes?: number } = {}): UploadError {
    return new UploadError('unexpected-answer', { details: { httpStatus: answer.status, host: answer.url.host, reason, ...bytes } });
  }
}

function checksumHeader(checksum: string | null | undefined): Readonly<Record<string, string>> {
  return checksum === null || checksum === undefined ? {} : { 'Upload-Checksum': checksum };
}

function corruptOf(error: UploadError): UploadError {
  return new UploadError('checksum-mismatch', { details: error.details, cause: error });
}

/** A server of ours sends the path percent-encoded, because names can hold what headers cannot. */
function placeOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}
