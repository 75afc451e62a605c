import type { Buffer } from 'node:buffer';

/** A request as the SDK hands it over: named, serialised and signed. */
export interface SdkRequest {
  readonly method: string;
  /** `https:`. */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
  /** Percent-encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>> | undefined;
  readonly headers: Record<string, string>;
  readonly body?: unknown;
}

/** An answer as the SDK reads it. */
export interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Buffer;
}
