import { Buffer } from 'node:buffer';
import type { Clock } from '../../ports.ts';
import type { TransferRequest } from '../protocol.ts';
import { classifyHttpStatus } from '../transport/classify-http-status.ts';
import { isSuccess } from '../transport/http-answer.ts';
import type { HttpTransport } from '../transport/http-transport.ts';
import type { SignedUpload } from './signed-upload.ts';
import { signedUploadOf } from './signed-upload.ts';

/**
 * A small service of the destination's owner that signs uploads. It gets, with our sign-in,
 * `POST {"relativePath", "fileName", "contentType", "sizeBytes", "uploadId", "conflict"}` as JSON, and answers
 * `{"url", "method"?, "headers"?, "fields"?, "link"?}`. `uploadId` is the same at every try of a file, so that it can name the same place again.
 */
export class SigningEndpoint {
  readonly #transport: HttpTransport;
  readonly #url: URL;
  readonly #clock: Clock;

  constructor(transport: HttpTransport, url: URL, clock: Clock) {
    this.#transport = transport;
    this.#url = url;
    this.#clock = clock;
  }

  /** A signature for one try. Throws `UploadError`, or the signal's reason. */
  async sign({ target, source, uploadId, signal }: TransferRequest): Promise<SignedUpload> {
    const { relativePath, fileName, contentType, conflict } = target;
    const question = { relativePath, fileName, contentType, sizeBytes: source.fingerprint.size, uploadId, conflict };
    const bytes = Buffer.from(JSON.stringify(question), 'utf8');
    const answer = await this.#transport.request({
      method: 'POST',
      url: this.#url,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: {
        length: bytes.byteLength,
        async *chunks() {
          yield bytes;
        },
      },
      signal,
    });
    if (!isSuccess(answer)) throw classifyHttpStatus(answer, this.#clock.now());
    return signedUploadOf(answer);
  }
}
