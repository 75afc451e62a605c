import type { Buffer } from 'node:buffer';
import type { Agent } from 'node:http';
import type { Clock, ProxyRoute } from '../../ports.ts';
import type { ContinueQuestion } from './continue-question.ts';
import type { HttpBody, HttpMethod } from './http-request.ts';
import type { LinePace } from './line-pace.ts';
import type { StallWatch } from './stall-watch.ts';

/** What one request needs. */
export interface ExchangeParts {
  readonly agent: Agent;
  readonly viaProxy: ProxyRoute | null; // It fetches the whole address; null: whoever is connected is the server itself.
  readonly method: HttpMethod;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** null: none; a buffer goes out in one write; anything else streams. */
  readonly body: Buffer | HttpBody | null;
  readonly signal: AbortSignal;
  readonly onBytesSent: (bytesSent: number) => void;
  readonly clock: Clock;
  readonly stallWatch: StallWatch;
  readonly pace: LinePace;
  readonly stallTimeoutMs: number;
  /** Milliseconds of silence that a server may take for its answer once the body is complete. */
  readonly answerTimeoutMs: number;
  /** Otherwise a success that comes before the body is out is `unexpected-answer`. */
  readonly takesEarlySuccess: boolean;
  /** Bytes of the answer's body to keep. */
  readonly mostAnswerBytes: number;
  /** See `HttpRequest`. */
  readonly onAnswerChunk: ((chunk: Buffer) => boolean) | null;
  /** Given when the body is to be asked for with `Expect: 100-continue`. */
  readonly continueQuestion: ContinueQuestion | null;
  /** A connection that was used before broke before any byte of the answer: it may have been closed while it was idle. */
  readonly onStaleConnection: () => void;
}
