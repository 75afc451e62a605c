import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { PlainError } from '../../../shared/error-codes.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log, TrashFile } from '../ports.ts';
import type { Queue } from '../queue/queue.ts';
import type { WatchStore } from '../storage/watch-store.ts';
import type { Fate } from './move-sent-file.ts';
import { fateOf, moveSentFile } from './move-sent-file.ts';
import type { WatchDisk } from './watch-disk.ts';
import type { WatchedFileRecord, WatchRecord } from './watch-record.ts';

export interface AfterArrivalOptions {
  readonly queue: Pick<Queue, 'alsoWrite' | 'commit' | 'durable'>;
  readonly store: WatchStore;
  readonly disk: WatchDisk;
  readonly clock: Clock;
  readonly log: Log;
  /** null: this host has no trash. */
  readonly trash: TrashFile | null;
  readonly watch: () => WatchRecord;
  /** Ends when whoever did this for the same folder at another path is through. */
  readonly predecessor: Promise<void>;
  /** These are not what was sent any more: they are to be looked at again. */
  onChanged(relativePath: string): void;
}

/** Files that arrive together are seen to together. */
const companyMs = 200;
const pageSize = 500;
/** So many refusals in a row mean the folder or its disk and not the file: the next look tries again. */
const mostRefusals = 3;
/** A drive that hangs does not hold up the end for longer: what was begun there is ended by the next process. */
const longestEndMs = 5_000;

/**
 * Moves what has arrived, or puts it in the trash, one file after the other. What is to be done stands in the database as `arrived`, so that the
 * next process goes on with it.
 */
export class AfterArrival {
  readonly #options: AfterArrivalOptions;
  readonly #ended = new AbortController();
  #cancelTimer: (() => void) | null = null;
  #pass: Promise<void> | null = null;
  #isWanted = false;
  #problem: PlainError | null = null;

  constructor(options: AfterArrivalOptions) {
    this.#options = options;
  }

  get problem(): PlainError | null {
    return this.#problem;
  }

  /** Something has arrived, or what was refused may be tried again. */
  lookSoon(): void {
    const { clock, watch, trash } = this.#options;
    const { kind } = watch().afterwards;
    if (this.#ended.signal.aborted || kind === 'leave' || (kind === 'trash' && trash === null)) return;
    this.#isWanted = true;
    if (this.#pass !== null) return;
    this.#cancelTimer ??= clock.setTimer(() => {
      this.#cancelTimer = null;
      this.#begin();
    }, companyMs);
  }

  /** Ends the file that is being moved, or puts it back, and nothing more; does not wait for a drive that hangs. */
  async close(): Promise<void> {
    this.#cancelTimer?.();
    this.#ended.abort();
    if (this.#pass === null) return;
    let cancelTimer = (): void => undefined;
    const tooLong = new Promise<void>((resolve) => {
      cancelTimer = this.#options.clock.setTimer(resolve, longestEndMs);
    });
    await Promise.race([this.#pass, tooLong]);
    cancelTimer();
  }

  #begin(): void {
    this.#isWanted = false;
    this.#pass = this.#options.predecessor
      .then(() => this.#run())
      .catch((error: unknown) => {
        if (!this.#ended.signal.aborted) this.#options.log.write('error', 'watch-afterwards-broke', { error });
      })
      .then(() => {
        this.#pass = null;
        if (this.#isWanted) this.lookSoon();
      });
  }

  async #run(): Promise<void> {
    const { queue, store, watch } = this.#options;
    const { watchId } = watch();
    let refusals = 0;
    for (let after = ''; ; ) {
      // What the queue has just told must be in its table.
      if (!queue.commit()) return;
      const page = store.filesIn(watchId, 'arrived', after, pageSize);
      for (const { relativePath } of page) {
        if (this.#ended.signal.aborted) return;
        after = relativePath;
        // The page is older than what was given anew since.
        const file = store.files(watchId, [relativePath]).get(relativePath);
        if (file?.state !== 'arrived') continue;
        const isDone = await this.#see(file);
        refusals = isDone ? 0 : refusals + 1;
        if (refusals >= mostRefusals) return;
      }
      if (page.length < pageSize) break;
    }
    if (refusals === 0) this.#problem = null;
  }

  /** False: the disk refused, and it is tried again later. */
  async #see(file: WatchedFileRecord): Promise<boolean> {
    const { store, log } = this.#options;
    try {
      const fate = await this.#fate(file);
      if (fate === 'changed') {
        this.#write(file, () => store.putFile({ ...file, state: 'sent', movingTo: null }));
        this.#options.onChanged(file.relativePath);
      } else this.#write(file, () => store.removeFile(file.watchId, file.relativePath));
      return true;
    } catch (error) {
      if (this.#ended.signal.aborted) return true;
      log.write('warn', 'watch-afterwards-refused', { path: file.relativePath, error });
      this.#problem = problemOf(this.#options.watch(), file.relativePath);
      return false;
    }
  }

  /** Only where it still is what was looked at: it may have been changed and given anew meanwhile. */
  #write(file: WatchedFileRecord, write: () => void): void {
    const { queue, store } = this.#options;
    queue.alsoWrite(() => {
      const now = store.files(file.watchId, [file.relativePath]).get(file.relativePath);
      if (now?.state !== 'arrived' || now.uploadId !== file.uploadId) return;
      if (isDeepStrictEqual(now.fingerprint, file.fingerprint)) write();
    });
  }

  async #fate(file: WatchedFileRecord): Promise<Fate> {
    const { disk, queue, store, trash, watch } = this.#options;
    const { relativePath, fingerprint, contentCrc, movingTo } = file;
    const { signal } = this.#ended;
    const { path: root, afterwards } = watch();
    const path = join(root, ...relativePath.split('/'));
    const known = { path, relativePath, fingerprint, movingTo };
    if (await this.#isRewritten(path, fingerprint, contentCrc)) return 'changed';
    switch (afterwards.kind) {
      case 'leave':
        return 'changed';
      case 'move':
        return await moveSentFile(known, {
          ...{ disk, folder: afterwards.folder, signal },
          noteTarget: async (target) => {
            signal.throwIfAborted();
            this.#write(file, () => store.putFile({ ...file, movingTo: target }));
            await queue.durable();
          },
        });
      case 'trash': {
        const fate = await fateOf(known, disk);
        if (fate !== 'same') return fate;
        if (trash === null) throw new UploadError('not-possible-now');
        await trash(path);
        return 'done';
      }
    }
  }

  /** Somebody wrote to it and set its time back: only its change time and its content tell. */
  async #isRewritten(path: string, sent: WatchedFileRecord['fingerprint'], contentCrc: number | null): Promise<boolean> {
    const { disk } = this.#options;
    if (contentCrc === null) return false;
    const entry = await disk.look(path);
    if (entry.kind !== 'file' || entry.fingerprint.changedAtMs === sent.changedAtMs || entry.fingerprint.size !== sent.size) return false;
    return (await disk.sumOf(path, this.#ended.signal)) !== contentCrc;
  }
}

function problemOf({ afterwards }: WatchRecord, relativePath: string): PlainError {
  const reason = afterwards.kind === 'move' ? afterwards.folder : 'the trash';
  return { code: 'source-not-moved', details: { path: relativePath, reason } };
}
