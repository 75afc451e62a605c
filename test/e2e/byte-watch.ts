import { setTimeout as sleep } from 'node:timers/promises';

const lookEveryMs = 5;

interface Look {
  readonly atMs: number;
  readonly bytes: number;
}

/** Looks at a counter of bytes all the time and remembers when it grew; times are milliseconds since the epoch. */
export class ByteWatch {
  readonly #count: () => number;
  readonly #timer: NodeJS.Timeout;
  readonly #growth: Look[] = [];

  constructor(count: () => number) {
    this.#count = count;
    this.#look();
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
  }

  /** Waits until nothing came for `quietMs`, and says when the last byte was seen. */
  async lastByteAtMs(quietMs: number): Promise<number> {
    for (;;) {
      await sleep(lookEveryMs);
      const { atMs } = this.#look();
      if (Date.now() - atMs >= quietMs) return atMs;
    }
  }

  /** Bytes that came after a time. */
  bytesSince(sinceMs: number): number {
    const before = this.#growth.findLast(({ atMs }) => atMs <= sinceMs);
    return (this.#growth.at(-1)?.bytes ?? 0) - (before?.bytes ?? 0);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #look(): Look {
    const last = this.#growth.at(-1);
    const bytes = this.#count();
    if (last?.bytes === bytes) return last;
    const look = { atMs: Date.now(), bytes };
    this.#growth.push(look);
    return look;
  }
}
