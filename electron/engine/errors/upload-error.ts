import type { ErrorCode, ErrorDetails, PlainError } from '../../../shared/error-codes.ts';
import type { FailureClass } from './failure-class.ts';
import { failureClassOf } from './failure-class.ts';

export interface UploadErrorOptions {
  readonly details?: ErrorDetails;
  /** Only where this error's class differs from its code's usual one. */
  readonly failureClass?: FailureClass;
  /** Milliseconds that the server asked us to wait; a floor for every backoff. */
  readonly retryAfterMs?: number;
  /** The original, for the log only. */
  readonly cause?: unknown;
}

/** The one error of the engine: a code from the closed union, its class, and plain details. */
export class UploadError extends Error {
  override readonly name = 'UploadError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly failureClass: FailureClass;
  readonly retryAfterMs: number | null;

  constructor(code: ErrorCode, options: UploadErrorOptions = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    this.failureClass = options.failureClass ?? failureClassOf(code);
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  /** What may leave the engine: no cause, no stack. */
  toPlain(): PlainError {
    return { code: this.code, details: this.details };
  }
}
