import type { Clock } from '../ports.ts';
import type { Queue } from '../queue/queue.ts';
import type { WatchStore } from '../storage/watch-store.ts';
import { isKnown } from './is-known.ts';
import { SettleRule } from './settle-rule.ts';
import type { WatchedFile } from './walk-watched.ts';
import type { WatchDisk } from './watch-disk.ts';
import type { WatchedFileRecord, WatchRecord } from './watch-record.ts';

export interface SettlingFilesOptions {
  readonly queue: Pick<Queue, 'alsoWrite'>;
  readonly store: Pick<WatchStore, 'files' | 'putFile'>;
  readonly disk: WatchDisk;
  readonly clock: Clock;
  readonly watch: () => WatchRecord;
  /** A file that was sent has other times and the same content. */
  onTouched(): void;
}

/** The files of one folder that are there and were not taken as they are: each waits until it is settled and can be opened. */
export class SettlingFiles {
  readonly #options: SettlingFilesOptions;
  readonly #rule: SettleRule;

  constructor(options: SettlingFilesOptions) {
    this.#options = options;
    this.#rule = new SettleRule(options.watch().rules.settleMs);
  }

  get size(): number {
    return this.#rule.size;
  }

  nextDueMs = (): number | null => this.#rule.nextDueMs();
  due = (nowMs: number, most: number): readonly string[] => this.#rule.due(nowMs, most);
  forget = (relativePath: string): void => this.#rule.forget(relativePath);
  keepOnly = (isMet: (relativePath: string) => boolean): void => this.#rule.keepOnly(isMet);
  clear = (): void => this.#rule.clear();

  /** Notes how they look now, and answers those that are to be sent. */
  async sift(files: readonly WatchedFile[], signal: AbortSignal): Promise<readonly WatchedFile[]> {
    const { clock, disk, store, watch } = this.#options;
    const known = store.files(
      watch().watchId,
      files.map(({ relativePath }) => relativePath),
    );
    const nowMs = clock.monotonicNow();
    const settled = files.filter(({ relativePath, fingerprint }) => {
      const row = known.get(relativePath);
      // Empty: whoever makes it has not begun to write.
      if (fingerprint.size === 0 || (row !== undefined && isKnown(row, fingerprint) === 'known')) {
        this.#rule.forget(relativePath);
        return false;
      }
      return this.#rule.note(relativePath, fingerprint, nowMs);
    });
    const canOpen = await Promise.all(settled.map(({ path }) => disk.canOpen(path)));
    const ready: WatchedFile[] = [];
    for (const [index, file] of settled.entries()) {
      const row = known.get(file.relativePath);
      if (canOpen[index] !== true) this.#rule.postpone(file.relativePath, file.fingerprint, nowMs);
      else if (row === undefined || !(await this.#isOnlyTouched(row, file, signal))) ready.push(file);
      signal.throwIfAborted();
    }
    return ready;
  }

  /** Nothing is sent then, and what it looks like now is noted. */
  async #isOnlyTouched(row: WatchedFileRecord, { path, relativePath, fingerprint }: WatchedFile, signal: AbortSignal): Promise<boolean> {
    const { disk, queue, store, watch, onTouched } = this.#options;
    if (isKnown(row, fingerprint) !== 'touched') return false;
    if ((await disk.sumOf(path, signal)) !== row.contentCrc) return false;
    const after = await disk.look(path);
    signal.throwIfAborted();
    if (after.kind !== 'file' || after.fingerprint.changedAtMs !== fingerprint.changedAtMs) return false;
    // It is what was sent, so what comes afterwards can be done with it, where that was held up by the change.
    const state = watch().afterwards.kind === 'leave' || row.uploadId === null ? 'sent' : 'arrived';
    queue.alsoWrite(() => store.putFile({ ...row, fingerprint, state, movingTo: null }));
    this.#rule.forget(relativePath);
    onTouched();
    return true;
  }
}
