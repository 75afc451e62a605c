import type { PlainError } from '../../../shared/error-codes.ts';
import type { WatchState } from '../../../shared/watched-folder.ts';
import { asUploadError } from '../as-upload-error.ts';
import type { Clock, FolderEvents, Log } from '../ports.ts';
import type { Queue } from '../queue/queue.ts';
import type { WatchStore } from '../storage/watch-store.ts';
import { FolderHints } from './folder-hints.ts';
import { SettlingFiles } from './settling-files.ts';
import type { WalkOptions, WatchedFile } from './walk-watched.ts';
import { lookAtPaths, walkWatched } from './walk-watched.ts';
import type { WatchDisk } from './watch-disk.ts';
import { watchFilterOf } from './watch-filter.ts';
import type { WatchRecord } from './watch-record.ts';
import type { WatchTimes } from './watch-times.ts';
import { awayEveryMs, hintDelayMs, watchTimes } from './watch-times.ts';
import type { WatchedRoot } from './watched-root.ts';

export interface FolderWatchOptions {
  readonly queue: Pick<Queue, 'alsoWrite'>;
  readonly store: Pick<WatchStore, 'files' | 'putFile'>;
  readonly disk: WatchDisk;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: FolderEvents | null;
  readonly leaveOut: () => readonly string[];
  readonly watch: () => WatchRecord;
  readonly root: WatchedRoot;
  give(files: readonly WatchedFile[], signal: AbortSignal): Promise<void>;
  /** The folder is there and was looked through. */
  onLooked(): void;
}

/** Beyond so many hints all of the folder is looked through. */
const mostHints = 1_000;
/** So many that may have settled are looked at before others have their turn; the rest is due at once again. */
const mostDue = 2_000;

/**
 * Looks at one folder: all of it at intervals, what the system hints at soon after, and what may have settled when its time is over. One look at a time;
 * a folder that is not there is told and asked for again, and what is known of its files stays.
 */
export class FolderWatch {
  readonly #options: FolderWatchOptions;
  readonly #ended = new AbortController();
  readonly #settling: SettlingFiles;
  readonly #hints: FolderHints;
  readonly #hinted = new Set<string>();
  #state: Extract<WatchState, 'looking' | 'watching' | 'away'> = 'looking';
  #problem: PlainError | null = null;
  #isBusy = false;
  #cancelTimer: (() => void) | null = null;
  #scanDueMs = 0;
  #hintDueMs = Number.POSITIVE_INFINITY;

  constructor(options: FolderWatchOptions) {
    this.#options = options;
    this.#settling = new SettlingFiles({ ...options, onTouched: () => options.onLooked() });
    this.#hints = new FolderHints({ ...options, onHint: (relativePath) => this.#hint(relativePath) });
    this.#scanDueMs = options.clock.monotonicNow();
    this.#plan();
  }

  view(): { readonly state: WatchState; readonly settling: number; readonly isScannedOnly: boolean; readonly problem: PlainError | null } {
    return { state: this.#state, settling: this.#settling.size, isScannedOnly: this.#hints.isShort, problem: this.#problem };
  }

  /** These are to be looked at again. */
  lookAgain(relativePath: string): void {
    this.#hint(relativePath);
  }

  /** The machine woke, or a person wants it. */
  scanSoon(): void {
    this.#scanDueMs = this.#options.clock.monotonicNow();
    this.#plan();
  }

  close(): void {
    this.#ended.abort();
    this.#cancelTimer?.();
    this.#hints.close();
  }

  #hint(relativePath: string): void {
    if (this.#ended.signal.aborted) return;
    this.#hinted.add(relativePath);
    const { clock } = this.#options;
    // All of it, where single looks would cost more.
    if (relativePath === '' || this.#hinted.size > mostHints) {
      this.#hinted.clear();
      this.#scanDueMs = Math.min(this.#scanDueMs, clock.monotonicNow() + hintDelayMs);
    } else if (this.#hintDueMs === Number.POSITIVE_INFINITY) this.#hintDueMs = clock.monotonicNow() + hintDelayMs;
    else return;
    this.#plan();
  }

  #plan(): void {
    if (this.#isBusy || this.#ended.signal.aborted) return;
    const { clock } = this.#options;
    const settledMs = this.#state === 'away' ? null : this.#settling.nextDueMs();
    const dueMs = Math.min(this.#scanDueMs, this.#hintDueMs, settledMs ?? Number.POSITIVE_INFINITY);
    this.#cancelTimer?.();
    this.#cancelTimer = clock.setTimer(
      () => {
        this.#cancelTimer = null;
        void this.#turn();
      },
      Math.max(0, dueMs - clock.monotonicNow()),
    );
  }

  async #turn(): Promise<void> {
    const { clock, log, root, watch } = this.#options;
    this.#isBusy = true;
    const startedMs = clock.monotonicNow();
    let times: WatchTimes = watchTimes(this.#hints.isShort, 0);
    try {
      if (!(await root.isThere())) this.#leave();
      else if (this.#scanDueMs <= startedMs || this.#state === 'away') {
        this.#scanDueMs = Number.POSITIVE_INFINITY;
        await this.#scanAll();
        times = watchTimes(this.#hints.isShort, clock.monotonicNow() - startedMs);
        // Another one may have been asked for meanwhile.
        this.#scanDueMs = Math.min(this.#scanDueMs, clock.monotonicNow() + times.scanEveryMs);
      } else await this.#lookAtSome(startedMs);
    } catch (error) {
      if (this.#ended.signal.aborted) return;
      const { path } = watch();
      this.#problem = asUploadError(error, log).toPlain();
      log.write('warn', 'watch-look-failed', { path, error });
      this.#scanDueMs = clock.monotonicNow() + times.retryMs;
      this.#hinted.clear();
      this.#hintDueMs = Number.POSITIVE_INFINITY;
      this.#settling.clear();
    } finally {
      this.#isBusy = false;
      this.#plan();
    }
  }

  #leave(): void {
    const { clock, log, watch } = this.#options;
    if (this.#ended.signal.aborted) return;
    if (this.#state !== 'away') log.write('info', 'watched-folder-away', { path: watch().path });
    this.#state = 'away';
    this.#problem = null;
    this.#settling.clear();
    this.#hints.close();
    this.#hinted.clear();
    this.#hintDueMs = Number.POSITIVE_INFINITY;
    this.#scanDueMs = clock.monotonicNow() + awayEveryMs;
  }

  async #scanAll(): Promise<void> {
    const { disk, onLooked, watch } = this.#options;
    const { path } = watch();
    const root = await disk.look(path);
    if (root.kind !== 'folder') return;
    const met = new Set<string>();
    let isWhole = true;
    this.#hinted.clear();
    this.#hintDueMs = Number.POSITIVE_INFINITY;
    this.#problem = null;
    this.#hints.begin();
    const options = this.#walkOptions(() => {
      isWhole = false;
    });
    const start = { path, relativePath: '', identity: root.identity };
    await this.#take(walkWatched(start, options), (relativePath) => met.add(relativePath));
    if (isWhole) {
      this.#hints.finish();
      this.#settling.keepOnly((relativePath) => met.has(relativePath));
    }
    this.#state = 'watching';
    onLooked();
  }

  async #lookAtSome(nowMs: number): Promise<void> {
    const { watch } = this.#options;
    const options = this.#walkOptions(() => undefined);
    const some = new Set(this.#settling.due(nowMs, mostDue));
    if (this.#hintDueMs <= nowMs) {
      for (const relativePath of this.#hinted) some.add(relativePath);
      this.#hinted.clear();
      this.#hintDueMs = Number.POSITIVE_INFINITY;
    }
    const reachable = [...some].filter((relativePath) => options.filter.isReachable(relativePath));
    const met = new Set<string>();
    await this.#take(lookAtPaths(watch().path, reachable, options), (relativePath) => met.add(relativePath));
    // Gone, something else than a file, left out by now, or not to be looked at: it would be due again and again.
    for (const relativePath of some) if (!met.has(relativePath)) this.#settling.forget(relativePath);
  }

  #walkOptions(onUnreadable: () => void): WalkOptions {
    const { disk, leaveOut, watch } = this.#options;
    return {
      ...{ disk, filter: watchFilterOf(watch(), leaveOut()), signal: this.#ended.signal },
      onFolder: (relativePath, path, identity) => this.#hints.meet(relativePath, path, identity),
      onUnreadable: (error) => {
        this.#problem = error.toPlain();
        onUnreadable();
      },
    };
  }

  /** Notes what was found and gives away what is settled. */
  async #take(groups: AsyncIterable<readonly WatchedFile[]>, onMet: (relativePath: string) => void): Promise<void> {
    const { give } = this.#options;
    const { signal } = this.#ended;
    let settled: WatchedFile[] = [];
    const giveAll = async (): Promise<void> => {
      const files = settled;
      settled = [];
      await give(files, signal);
      for (const { relativePath } of files) this.#settling.forget(relativePath);
    };
    for await (const group of groups) {
      signal.throwIfAborted();
      for (const { relativePath } of group) onMet(relativePath);
      settled.push(...(await this.#settling.sift(group, signal)));
      if (settled.length >= mostHints) await giveAll();
    }
    if (settled.length > 0) await giveAll();
  }
}
