import type { HttpBody } from '../transport/http-request.ts';

/** What a request of ours carries past the SDK, which only names, serialises and signs it. */
export interface S3Request {
  readonly abortSignal: AbortSignal;
  /** The bytes of a file; the SDK never sees them. */
  readonly body?: HttpBody;
  readonly onBytesSent?: (bytesSent: number) => void;
  /** Milliseconds of silence allowed once the body is complete, where this request may take longer than others. */
  readonly answerTimeoutMs?: number;
}
