import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { UploadError } from '../../errors/upload-error.ts';
import { giveBack } from '../../source/chunk-pool.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import type { HttpAnswer } from './http-answer.ts';
import { headerOf, isSuccess } from './http-answer.ts';
import type { HttpRequest } from './http-request.ts';

/** Fits what the transport keeps of an answer. */
const comparedBytes = 32 * 1024;
/** Answers of a server that does not give out what it has. */
const notGivenOut = [400, 401, 403, 404, 405, 410, 501];

export interface StoredContentParts {
  readonly http: { request(request: HttpRequest): Promise<HttpAnswer> };
  readonly errorOf: (answer: HttpAnswer) => UploadError;
}

/** Reads back by GET what stands at a URL, and compares it with the file. Throws `UploadError`, or the signal's reason. */
export class StoredContent {
  readonly #parts: StoredContentParts;

  constructor(parts: StoredContentParts) {
    this.#parts = parts;
  }

  /**
   * Whether what stands at `url`, of `foundBytes`, is the file or the beginning of it, left there by a try that broke off: its last bytes, all of a
   * small one, are the file's at that place; an empty one has nothing to lose. null where the server does not let us look.
   */
  async endsAsFile(url: URL, foundBytes: number, source: UploadSource, signal: AbortSignal): Promise<boolean | null> {
    if (foundBytes > source.fingerprint.size) return false;
    if (foundBytes === 0) return true;
    const startByte = Math.max(0, foundBytes - comparedBytes);
    const theirs = await this.#part(url, startByte, foundBytes, signal);
    if (theirs === null) return null;
    const ours: Buffer[] = [];
    for await (const chunk of source.peek(startByte, foundBytes, signal)) ours.push(Buffer.from(chunk));
    return Buffer.concat(ours).equals(theirs);
  }

  /** Compares all of it; null where the server does not give it out. `sha256`: of the file as it went out; null: it is read again. */
  async isFile(url: URL, source: UploadSource, sha256: Buffer | null, signal: AbortSignal): Promise<boolean | null> {
    const { size } = source.fingerprint;
    const theirs = createHash('sha256');
    const theirBytes = await this.#readBack(url, size, (chunk) => theirs.update(chunk), signal);
    if (theirBytes === null) return null;
    if (theirBytes !== size) return false;
    return theirs.digest().equals(sha256 ?? (await sha256Of(source, signal)));
  }

  /** The bytes from `startByte` to before `endByte`; null where the server does not give parts. */
  async #part(url: URL, startByte: number, endByte: number, signal: AbortSignal): Promise<Buffer | null> {
    const headers = { Range: `bytes=${startByte}-${endByte - 1}`, 'Cache-Control': 'no-cache' };
    const answer = await this.#parts.http.request({ method: 'GET', url, headers, body: null, signal });
    // A server that knows no ranges sends all of it, which helps while it is short.
    const part = answer.status === 206 ? answer.body : answer.status === 200 ? answer.body.subarray(startByte) : null;
    return part?.byteLength === endByte - startByte ? part : null;
  }

  /** All of it, piece by piece, of which more than `mostBytes` is not read; resolves with its length, null where the server does not give it out. */
  async #readBack(url: URL, mostBytes: number, onChunk: (chunk: Buffer) => void, signal: AbortSignal): Promise<number | null> {
    let bytes = 0;
    const answer = await this.#parts.http.request({
      method: 'GET',
      url,
      // What is compared is the content, and not what some hop made of it.
      headers: { 'Accept-Encoding': 'identity', 'Cache-Control': 'no-cache' },
      body: null,
      signal,
      onAnswerChunk: (chunk) => {
        bytes += chunk.byteLength;
        if (bytes <= mostBytes) onChunk(chunk);
        return bytes <= mostBytes;
      },
    });
    if (answer.status === 200 && headerOf(answer, 'content-encoding') === undefined) return bytes;
    if (isSuccess(answer) || notGivenOut.includes(answer.status)) return null;
    throw this.#parts.errorOf(answer);
  }
}

async function sha256Of(source: UploadSource, signal: AbortSignal): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of source.peek(0, source.fingerprint.size, signal)) {
    hash.update(chunk);
    giveBack(chunk);
  }
  return hash.digest();
}
