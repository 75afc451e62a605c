import type { IncomingMessage } from 'node:http';
import { pipeline, Transform } from 'node:stream';
import type { Clock } from '../../engine/ports.ts';

/** Nobody waits longer for a block than the silence after which a line counts as broken. */
const slowestBytesPerSecond = 8_000;

export interface DownloadPaceOptions {
  readonly clock: Pick<Clock, 'setTimer' | 'monotonicNow'>;
  /** Bytes per second, asked for each block; null: no limit. */
  limit(): number | null;
}

/** Lets what is downloaded come no faster than a limit, over all requests together. */
export class DownloadPace {
  readonly #options: DownloadPaceOptions;
  #freeAtMs = 0;

  constructor(options: DownloadPaceOptions) {
    this.#options = options;
  }

  /** The answer at that pace, with what is read of one besides its content. */
  over(answer: IncomingMessage): Transform {
    const paced = new Transform({
      transform: (block: Buffer, _encoding, done) => {
        this.#after(block.length, () => done(null, block));
      },
    });
    const { statusCode, statusMessage, headers } = answer;
    Object.assign(paced, { statusCode, statusMessage, headers });
    // Its own listeners are told of what goes wrong.
    pipeline(answer, paced, () => undefined);
    return paced;
  }

  #after(bytes: number, go: () => void): void {
    const { clock, limit } = this.#options;
    const bytesPerSecond = limit();
    if (bytesPerSecond === null) {
      go();
      return;
    }
    const nowMs = clock.monotonicNow();
    this.#freeAtMs = Math.max(nowMs, this.#freeAtMs) + (bytes / Math.max(bytesPerSecond, slowestBytesPerSecond)) * 1_000;
    clock.setTimer(go, this.#freeAtMs - nowMs);
  }
}
