import type { ErrorCode, ErrorDetails, PlainError } from '../shared/error-codes.ts';

/** A request that the engine refused: its code and details, for `errorWords`. */
export class ClientError extends Error implements PlainError {
  override readonly name = 'ClientError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(error: PlainError) {
    super(error.code);
    this.code = error.code;
    this.details = error.details;
  }
}
