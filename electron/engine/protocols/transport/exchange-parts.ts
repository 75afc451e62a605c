import type { Buffer } from 'node:buffer';
import type { Agent } from 'node:http';
import type { Clock, ProxyRoute } from '../../ports.ts';
import type { ContinueQuestion } from './continue-question.ts';
import type { HttpBody, HttpMethod } from './http-request.ts';
import type { LinePace } from './line-pace.ts';
import type { StallWatch } from './stall-watch.ts';

/** What one request needs, in whichever way it goes out. */
export interface CommonParts {
  readonly method: HttpMethod;
  readonly url: URL;
  readonly signal: AbortSignal;
  readonly onBytesSent: (bytesSent: number) => void;
  readonly stallWatch: StallWatch;
  readonly pace: LinePace;
  readonly stallTimeoutMs: number;
  /** Milliseconds of silence that a server may take for its answer once the body is complete. */
  readonly answerTimeoutMs: number;
  /** Bytes of the answer's body to keep. */
  readonly mostAnswerBytes: number;
  /** A connection that was used before broke before any byte of the answer: it may have been closed while it was idle. */
  readonly onStaleConnection: () => void;
}

/** What one request by Node's own client needs. */
export interface ExchangeParts extends CommonParts {
  readonly agent: Agent;
  readonly viaProxy: ProxyRoute | null; // It fetches the whole address; null: whoever is connected is the server itself.
  readonly headers: Readonly<Record<string, string>>;
  /** null: none; a buffer goes out in one write; anything else streams. */
  readonly body: Buffer | HttpBody | null;
  readonly clock: Clock;
  /** Otherwise a success that comes before the body is out is `unexpected-answer`. */
  readonly takesEarlySuccess: boolean;
  /** See `HttpRequest`. */
  readonly onAnswerChunk: ((chunk: Buffer) => boolean) | null;
  /** Given when the body is to be asked for with `Expect: 100-continue`. */
  readonly continueQuestion: ContinueQuestion | null;
}
