import type { Clock } from '../ports.ts';
import type { Queue } from '../queue/queue.ts';
import type { WatchStore } from '../storage/watch-store.ts';
import type { WatchRecord } from './watch-record.ts';
import type { RootPresence } from './watched-root.ts';

export interface ReplacementOptions {
  readonly queue: Pick<Queue, 'alsoWrite'>;
  readonly store: Pick<WatchStore, 'otherSince' | 'noteOtherSince'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly watch: () => WatchRecord;
}

/** For so long, and it stands there for good: no disk is away for as long while another one is in its place. */
const forGoodMs = 30 * 24 * 3_600_000;

/** Whether another folder has taken the place of a watched one for good; how long it stands there is kept over restarts. */
export class Replacement {
  readonly #options: ReplacementOptions;

  constructor(options: ReplacementOptions) {
    this.#options = options;
  }

  /** What stands there now. */
  note(presence: RootPresence): void {
    const { clock, queue, store, watch } = this.#options;
    const { watchId } = watch();
    const isNoted = store.otherSince(watchId) !== null;
    // One that is away says nothing: the other one's disk may be unplugged as well.
    if (presence === 'away' || isNoted === (presence === 'other')) return;
    queue.alsoWrite(() => store.noteOtherSince(watchId, presence === 'other' ? clock.now() : null));
  }

  isForGood(): boolean {
    const { clock, store, watch } = this.#options;
    const sinceMs = store.otherSince(watch().watchId);
    return sinceMs !== null && clock.now() - sinceMs >= forGoodMs;
  }
}
