import type { IncomingHttpHeaders } from 'node:http';

/** What the proxy saw of one request; the numbers grow while it runs. */
export interface ProxiedRequest {
  /** From 1, in the order in which they began. */
  readonly number: number;
  readonly method: string;
  /** Percent-encoded path and query, as sent. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly contentLength: number | null;
  /** Header `Upload-Offset` of the request. */
  readonly uploadOffset: number | null;
  readonly contentRange: string | null;
  /** Body bytes that the proxy took from the client. */
  readonly bytesReceived: number;
  /** Body bytes that the proxy gave to the target. */
  readonly bytesForwarded: number;
  /** What the target answered; null when it was never asked or did not answer. */
  readonly targetStatus: number | null;
  /** What the client was answered; null when nothing (whole) was. */
  readonly status: number | null;
  /** The kind of fault that was done to it; null for none. */
  readonly fault: HttpFault['kind'] | null;
  /** A fault keeps it waiting on purpose. */
  readonly isSilent: boolean;
  /** Answered to the end, or its connection is gone. */
  readonly isOver: boolean;
  /** Milliseconds on the clock of `performance.now()`. */
  readonly startedAtMs: number;
}

export type HttpFault =
  /** Answers instead of the target. The body is read and dropped first, unless `isEarly`. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>> | (() => Readonly<Record<string, string>>);
      readonly body?: string;
      readonly isEarly?: boolean;
    }
  /** 200 and a web page, as a captive portal says. */
  | { readonly kind: 'html' }
  /** 413 at once where Content-Length is larger, as a hop with a limit does; smaller requests pass. */
  | { readonly kind: 'limit'; readonly limitBytes: number }
  /** Gives the target this many body bytes and resets both connections. */
  | { readonly kind: 'cut-request'; readonly afterBytes: number | ((request: ProxiedRequest) => number) }
  /** Takes this many body bytes (none by default), forwards them, and is silent from then on. */
  | { readonly kind: 'stall-request'; readonly afterBytes?: number }
  /** The target gets all and answers; the client gets no byte of it and a closed connection. */
  | { readonly kind: 'lose-answer' }
  /** The target gets all and answers; the client gets nothing and waits. */
  | { readonly kind: 'stall-answer' }
  /** The client gets the first half of the answer's bytes (of its head where there is no body), then a closed connection. */
  | { readonly kind: 'cut-answer' }
  /** The target gets all; of its answer these headers (a `Content-Length` too) are others. */
  | { readonly kind: 'change-answer'; readonly headers: (request: ProxiedRequest) => Readonly<Record<string, string>> }
  /** The body reaches the target piece by piece, with `pace` between two. */
  | { readonly kind: 'drip-request'; readonly pace: () => Promise<void> }
  /** One bit of that byte of the body (from 0) is another one when the target gets it, as a bad memory on the way does that. */
  | { readonly kind: 'flip-bit'; readonly atByte: number }
  /** The target gets all; its answer comes in steps of so many bytes, with `pace` between two. */
  | { readonly kind: 'drip-answer'; readonly stepBytes: number; readonly pace: () => Promise<void> }
  /**
   * Takes the whole request (or what comes of it until the client goes away) and tells the target nothing yet; the client waits, or is cut.
   * `deliverHeld` of the proxy gives it to the target later, as a hop does that kept it in a queue.
   */
  | { readonly kind: 'hold'; readonly cutsClient?: boolean }
  /** The target is not asked; the connection is reset. */
  | { readonly kind: 'reset' };

export interface HttpFaultRule {
  /** All that are given must agree. */
  readonly method?: string;
  /** A prefix, or a pattern for the path and query. */
  readonly path?: string | RegExp;
  readonly when?: (request: ProxiedRequest) => boolean;
  /** Only the n-th request (from 1) that the conditions above let through. */
  readonly nth?: number;
  /** How often it applies; without it, always. */
  readonly times?: number;
  readonly fault: HttpFault;
}
