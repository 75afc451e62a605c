import type { Clock } from '../ports.ts';
import type { WatchDisk } from './watch-disk.ts';
import type { WatchRecord } from './watch-record.ts';

export interface WatchedRootOptions {
  readonly disk: WatchDisk;
  readonly clock: Clock;
  readonly watch: () => WatchRecord;
}

/** One that does not answer for so long is away. */
const longestLookMs = 10_000;

/** Whether a watched folder is there at all. */
export class WatchedRoot {
  readonly #options: WatchedRootOptions;
  #isLookHanging = false;

  constructor(options: WatchedRootOptions) {
    this.#options = options;
  }

  /** A drive that hangs counts as away, and is not looked at again while it does: more threads must not hang. */
  async isThere(): Promise<boolean> {
    if (this.#isLookHanging) return false;
    const look = this.#look().catch(() => false);
    let cancelTimer = (): void => undefined;
    const tooLong = new Promise<'too-long'>((resolve) => {
      cancelTimer = this.#options.clock.setTimer(() => resolve('too-long'), longestLookMs);
    });
    const answer = await Promise.race([look, tooLong]);
    cancelTimer();
    if (answer !== 'too-long') return answer;
    this.#isLookHanging = true;
    void look.then(() => {
      this.#isLookHanging = false;
    });
    return false;
  }

  async #look(): Promise<boolean> {
    const { disk, watch } = this.#options;
    const { path, identity } = watch();
    const entry = await disk.look(path);
    if (entry.kind !== 'folder') return false;
    if (entry.identity.device === identity.device || entry.identity.inode === identity.inode) return true;
    // An empty folder of another device stands where a disk was mounted.
    for await (const block of disk.list(path, '')) if (block.length > 0) return true;
    return false;
  }
}
