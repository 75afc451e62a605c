import type { Clock } from '../../ports.ts';

/** One exchange under watch. */
export interface Watched {
  /** Bytes moved, in either direction. */
  touch(): void;
  /** The network is not to blame for the silence that follows, until the next `touch`. */
  hold(): void;
  /** From now on silence may last this long. */
  allow(limitMs: number): void;
  stop(): void;
}

interface Entry {
  limitMs: number;
  /** Made before the machine slept or changed its network: it gets less patience for the rest of its life. */
  isSuspect: boolean;
  lastActivityMs: number;
  isHeld: boolean;
  /** When silence was last looked for. */
  bytesRead: number;
  readonly readBytes: () => number;
  readonly onStall: () => void;
}

/** A connection that lives moves a byte within this; one that died in the machine's sleep would be waited for in vain. */
const suspectLimitMs = 10_000;

/**
 * Finds exchanges in which no byte moved for too long. Any number of them shares one timer, and activity only writes down
 * a time, so that watching costs nothing per chunk.
 */
export class StallWatch {
  readonly #clock: Clock;
  readonly #entries = new Set<Entry>();
  #cancelTimer: (() => void) | null = null;
  #timerDueMs = Number.POSITIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Calls `onStall` once when nothing moved for `limitMs` milliseconds; watching ends with it. `readBytes` counts what arrived, also
   * where nobody is told of it, as of half a line of an answer.
   */
  watch(limitMs: number, onStall: () => void, readBytes: () => number = () => 0): Watched {
    const clock = this.#clock;
    const entry: Entry = {
      limitMs,
      isSuspect: false,
      lastActivityMs: clock.monotonicNow(),
      isHeld: false,
      bytesRead: 0,
      readBytes,
      onStall,
    };
    this.#entries.add(entry);
    this.#arm(entry.lastActivityMs + limitMs);
    return {
      touch: () => {
        entry.lastActivityMs = clock.monotonicNow();
        entry.bytesRead = readBytes();
        if (!entry.isHeld || !this.#entries.has(entry)) return;
        entry.isHeld = false;
        this.#arm(entry.lastActivityMs + entry.limitMs);
      },
      hold: () => {
        entry.isHeld = true;
      },
      allow: (newLimitMs) => {
        if (!this.#entries.has(entry)) return;
        entry.limitMs = entry.isSuspect ? Math.min(newLimitMs, suspectLimitMs) : newLimitMs;
        entry.bytesRead = readBytes();
        entry.lastActivityMs = clock.monotonicNow();
        this.#arm(entry.lastActivityMs + entry.limitMs);
      },
      stop: () => {
        this.#entries.delete(entry);
        if (this.#entries.size === 0) this.#disarm();
      },
    };
  }

  /** What is under way may be dead without knowing: it has to move soon. The time of the sleep itself does not count. */
  suspect(): void {
    const nowMs = this.#clock.monotonicNow();
    for (const entry of this.#entries) {
      entry.isSuspect = true;
      entry.limitMs = Math.min(entry.limitMs, suspectLimitMs);
      entry.lastActivityMs = nowMs;
      if (!entry.isHeld) this.#arm(nowMs + entry.limitMs);
    }
  }

  #arm(dueMs: number): void {
    if (dueMs >= this.#timerDueMs) return;
    this.#disarm();
    this.#timerDueMs = dueMs;
    this.#cancelTimer = this.#clock.setTimer(() => this.#look(), dueMs - this.#clock.monotonicNow());
  }

  #disarm(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#timerDueMs = Number.POSITIVE_INFINITY;
  }

  #look(): void {
    this.#disarm();
    const nowMs = this.#clock.monotonicNow();
    let earliestMs = Number.POSITIVE_INFINITY;
    const stalled: Entry[] = [];
    for (const entry of this.#entries) {
      if (entry.isHeld) continue;
      if (entry.lastActivityMs + entry.limitMs <= nowMs && entry.readBytes() > entry.bytesRead) {
        entry.bytesRead = entry.readBytes();
        entry.lastActivityMs = nowMs;
      }
      const dueMs = entry.lastActivityMs + entry.limitMs;
      if (dueMs <= nowMs) stalled.push(entry);
      else earliestMs = Math.min(earliestMs, dueMs);
    }
    for (const entry of stalled) {
      this.#entries.delete(entry);
      entry.onStall();
    }
    if (earliestMs !== Number.POSITIVE_INFINITY) this.#arm(earliestMs);
  }
}
