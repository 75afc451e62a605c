import type { Buffer } from 'node:buffer';

export type HttpMethod =
  | 'OPTIONS'
  | 'HEAD'
  | 'GET'
  | 'POST'
  | 'PUT'
  | 'PATCH'
  | 'DELETE'
  | 'PROPFIND'
  | 'MKCOL'
  | 'MOVE'
  | 'LOCK'
  | 'UNLOCK';

/** A body whose length is known and whose bytes can be made anew for every try. */
export interface HttpBody {
  /** Bytes. */
  readonly length: number;
  chunks(signal: AbortSignal): AsyncIterable<Buffer>;
}

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Of the destination's own origin; anything else is refused. */
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: HttpBody | null;
  readonly signal: AbortSignal;
  /** Bytes of the body that the socket took so far; starts anew when a redirect makes the body go out again. */
  readonly onBytesSent?: (bytesSent: number) => void;
  /** `return` hands redirects to the caller as answers. `follow` when left out. */
  readonly redirects?: 'follow' | 'return';
  /** The answer itself says how much of the body counts, so a success may come before all of it is out. */
  readonly takesEarlySuccess?: boolean;
  /** Bytes of the answer's body that are kept; 64 KiB when left out. Lists need more. */
  readonly mostAnswerBytes?: number;
  /** Given a success's body piece by piece, of any length; none of it is kept. False: enough, the rest is not wanted. */
  readonly onAnswerChunk?: (chunk: Buffer) => boolean;
  /** Milliseconds of silence allowed once the body is complete, where this request may take longer than others. */
  readonly answerTimeoutMs?: number;
}
