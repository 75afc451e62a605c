import type { StoredFile } from './server-messages.ts';

/** A running server together with what clients put into it. */
export interface ServerShelf {
  /** Ends with a slash. */
  readonly url: string;
  /** Secrets for the clients. */
  readonly environment: Readonly<Record<string, string>>;
  files(): Promise<readonly StoredFile[]>;
  /** Throws away all that was stored, so that every run finds the same empty place. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
