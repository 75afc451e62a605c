import type { Buffer } from 'node:buffer';
import type { KeptConnection } from './kept-connection.ts';

/** Whoever has a connection for itself, from the moment it is given one until it gives it back or ends it. */
export interface ConnectionHolder {
  /** It is the holder's now. One that is not ready is still being made, and `onConnected` follows. */
  onGiven(connection: KeptConnection): void;
  /** Bytes can go out. */
  onConnected(): void;
  /** All that was sent is with the system. */
  onSent(): void;
  /** They are written over after the call. */
  onBytes(bytes: Buffer): void;
  /** The server closed the connection; it is no longer the holder's. */
  onClosed(): void;
  /** It failed; it is no longer the holder's. */
  onFailed(error: Error): void;
}
