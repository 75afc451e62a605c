/** What of a connection is used; a `net.Socket` makes one. */
export interface Connection {
  write(text: string): void;
  /** Bytes that are written and that the other side has not taken. */
  waitingBytes(): number;
  pause(): void;
  resume(): void;
  /** Ends it after what was written. */
  end(): void;
  /** Ends it at once. */
  destroy(): void;
}
