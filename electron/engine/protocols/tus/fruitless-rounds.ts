import { UploadError } from '../../errors/upload-error.ts';

/** How often the server may contradict us without having more than before, until that counts as an answer that makes no sense. */
const mostRounds = 5;

/** Counts how often the server was asked, or sent to, without having more afterwards. */
export class FruitlessRounds {
  count = 0;

  moved(): void {
    this.count = 0;
  }

  /** Throws `unexpected-answer` when it is enough. */
  add(cause: UploadError | null): void {
    this.count += 1;
    if (this.count < mostRounds) return;
    throw new UploadError('unexpected-answer', { details: cause?.details ?? { reason: 'Upload-Offset' }, cause });
  }
}
