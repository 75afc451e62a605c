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

/**
 * `same`: what stands at the path is the folder that is watched. `other`: it may be another one, as where a disk got another number or a copy of it was put
 * there. `away`: there is none, as of a disk that was unplugged.
 */
export type RootPresence = 'same' | 'other' | 'away';

/** Whether a watched folder is there at all. */
export class WatchedRoot {
  readonly #options: WatchedRootOptions;
  #isLookHanging = false;

  constructor(options: WatchedRootOptions) {
    this.#options = options;
  }

  async isThere(): Promise<boolean> {
    return (await this.presence()) !== 'away';
  }

  /** A drive that hangs counts as away, and is not looked at again while it does: more threads must not hang. */
  async presence(): Promise<RootPresence> {
    if (this.#isLookHanging) return 'away';
    const look = this.#look().catch((): RootPresence => 'away');
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
    return 'away';
  }

  async #look(): Promise<RootPresence> {
    const { disk, watch } = this.#options;
    const { path, identity } = watch();
    const entry = await disk.look(path);
    if (entry.kind !== 'folder') return 'away';
    const isSameDevice = entry.identity.device === identity.device;
    const isSameInode = entry.identity.inode === identity.inode;
    if (isSameDevice && isSameInode) return 'same';
    if (isSameDevice || isSameInode) return 'other';
    // An empty folder of another device stands where a disk was mounted.
    for await (const block of disk.list(path, '')) if (block.length > 0) return 'other';
    return 'away';
  }
}
