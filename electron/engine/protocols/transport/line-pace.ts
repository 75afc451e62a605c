/** As much as a body can disappear into: what systems keep of what was written to a connection, and what programs on the way keep besides. */
const mostOnItsWayBytes = 16 * 1024 * 1024;
/** As much of it as is sent before the system takes more: it waits until a good part of its room is free. */
const mostBetweenBytes = 4 * 1024 * 1024;
/** While nothing is known of a line it is believed to carry so much within the time that it may be silent: 16 KiB/s for 30 seconds. */
const leastBytesPerStall = 480 * 1024;
/** Bodies from this size on tell how fast a line is; the time of smaller ones goes into waiting. */
const tellingBytes = 64 * 1024;
/** A line may be shared by others, or worse, a moment later. */
const spareTimes = 8;

/**
 * How long a line may look silent while bytes are leaving. The system takes megabytes at once, sends them at the line's pace, and tells nobody how much
 * of that is left. What was answered tells the pace; where none is known, or it was believed in vain, the line gets time: slow is not failed.
 */
export class LinePace {
  readonly #leastBytesPerMs: number;
  #bytesPerMs: number | null = null;

  constructor(stallTimeoutMs: number) {
    this.#leastBytesPerMs = leastBytesPerStall / stallTimeoutMs;
  }

  /** Milliseconds, in whole seconds, that may pass besides the usual before more of a body is taken, of which so much was taken in `tookMs`. */
  betweenMs(bytesTaken: number, tookMs: number): number {
    return this.#msFor(Math.min(bytesTaken, mostBetweenBytes), bytesTaken, tookMs);
  }

  /** The same for the end of a body after all of it was taken. */
  restMs(bodyBytes: number, tookMs: number): number {
    return this.#msFor(Math.min(bodyBytes, mostOnItsWayBytes), bodyBytes, tookMs);
  }

  /** All of a body was with the server within that time. */
  arrived(bodyBytes: number, tookMs: number): void {
    if (bodyBytes >= tellingBytes) this.#bytesPerMs = bodyBytes / Math.max(1, tookMs);
  }

  /** A silence was taken for the end of a connection, or it may be another line by now. */
  forget(): void {
    this.#bytesPerMs = null;
  }

  #msFor(bytes: number, bytesTaken: number, tookMs: number): number {
    const mostMs = bytes / this.#leastBytesPerMs;
    // What is more than can be on its way has arrived: a long body tells the pace long before its answer.
    const bytesArrived = bytesTaken - mostOnItsWayBytes;
    const bytesPerMs = bytesArrived > 0 ? bytesArrived / Math.max(1, tookMs) : this.#bytesPerMs;
    const ms = bytesPerMs === null ? mostMs : Math.min(mostMs, (spareTimes * bytes) / bytesPerMs);
    return Math.floor(ms / 1_000) * 1_000;
  }
}
