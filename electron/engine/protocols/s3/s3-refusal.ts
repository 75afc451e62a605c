import type { HttpAnswer } from '../transport/http-answer.ts';
import { s3CodeOf } from './s3-error.ts';

/** An answer that is not the one that was asked for, on its way through the SDK. Never leaves the protocol. */
export class S3Refusal extends Error {
  override readonly name = 'S3Refusal';
  readonly answer: HttpAnswer;
  /** S3's own code; null where the answer is not S3's, or has no body. */
  readonly s3Code: string | null;

  constructor(answer: HttpAnswer) {
    super('refused');
    this.answer = answer;
    this.s3Code = s3CodeOf(answer);
  }

  get status(): number {
    return this.answer.status;
  }

  /** What the condition asked for is not so. */
  get isTaken(): boolean {
    return this.status === 412 || this.s3Code === 'PreconditionFailed';
  }

  /** There is no such upload. */
  get isGone(): boolean {
    return this.s3Code === 'NoSuchUpload' || (this.status === 404 && this.s3Code !== 'NoSuchBucket');
  }
}
