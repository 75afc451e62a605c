import type { TransferRequest } from '../protocol.ts';

/** What the engine is told of a transfer's bytes, as they go out and as the server corrects them. */
export class ToldProgress {
  readonly #request: TransferRequest;
  readonly #size: number;
  #isVerifying = false;

  constructor(request: TransferRequest) {
    this.#request = request;
    this.#size = request.source.fingerprint.size;
  }

  sent(offset: number, sentBytes: number): void {
    this.#request.onBytesSent(offset + sentBytes);
    if (offset + sentBytes === this.#size) this.verifying();
  }

  /** The server has less or more than went out: the bar follows it. */
  report(offset: number): void {
    this.#request.onBytesSent(offset);
    if (offset < this.#size) this.#isVerifying = false;
  }

  verifying(): void {
    if (this.#isVerifying) return;
    this.#isVerifying = true;
    this.#request.onVerifying();
  }
}
