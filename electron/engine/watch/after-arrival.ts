import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { PlainError } from '../../../shared/error-codes.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock, Log, TrashFile } from '../ports.ts';
import type { Queue } from '../queue/queue.ts';
import type { WatchStore } from '../storage/watch-store.ts';
import type { Fate } from './move-sent-file.ts';
import { fateOf, moveSentFile } from './move-sent-file.ts';
import { recognizedFile } from './recognized-file.ts';
import { Replacement } from './replacement.ts';
import type { WatchDisk } from './watch-disk.ts';
import type { WatchedFileRecord, WatchRecord } from './watch-record.ts';
import { awayEveryMs } from './watch-times.ts';
import type { WatchedRoot } from './watched-root.ts';

export interface AfterArrivalOptions {
  readonly queue: Pick<Queue, 'alsoWrite' | 'commit' | 'durable'>;
  readonly store: WatchStore;
  readonly disk: WatchDisk;
  readonly clock: Clock;
  readonly log: Log;
  /** null: this host has no trash. */
  readonly trash: TrashFile | null;
  readonly watch: () => WatchRecord;
  readonly root: WatchedRoot;
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
/** Another folder in its place is there for longer than a disk is unplugged. */
const otherEveryMs = 60_000;
/** A drive that hangs does not hold up the end for longer: what was begun there is ended by the next process. */
const longestEndMs = 5_000;

/** `refused`: by the disk, and tried again later. `waits`: only the folder that it was sent from can tell what became of it, and that one is not there. */
type Seen = 'done' | 'refused' | 'waits';

/**
 * Moves what has arrived, or puts it in the trash, one file after the other. What is to be done stands in the database as `arrived`, so that the
 * next process goes on with it; and so does one that finds the folder again, where that was away.
 */
export class AfterArrival {
  readonly #options: AfterArrivalOptions;
  readonly #replacement: Replacement;
  readonly #ended = new AbortController();
  #cancelTimer: (() => void) | null = null;
  #pass: Promise<void> | null = null;
  /** After how long another pass is wanted when this one is over; null: none is. */
  #wantedInMs: number | null = null;
  #problem: PlainError | null = null;
  /** The last one that stays because its destination showed nothing of it. */
  #unproven: PlainError | null = null;

  constructor(options: AfterArrivalOptions) {
    this.#options = options;
    this.#replacement = new Replacement(options);
  }

  get problem(): PlainError | null {
    return this.#problem ?? this.#unproven;
  }

  /** It has arrived, and its destination only said so. */
  leave(relativePath: string): void {
    if (this.#options.watch().afterwards.kind === 'leave') return;
    this.#unproven = { code: 'source-not-moved', details: { path: relativePath, reason: 'unproven' } };
  }

  /** Something has arrived, or what was refused may be tried again. */
  lookSoon(): void {
    this.#lookIn(companyMs);
  }

  #lookIn(delayMs: number): void {
    const { clock, watch, trash } = this.#options;
    const { kind } = watch().afterwards;
    if (this.#ended.signal.aborted || kind === 'leave' || (kind === 'trash' && trash === null)) return;
    if (this.#pass !== null) {
      this.#wantedInMs = Math.min(delayMs, this.#wantedInMs ?? delayMs);
      return;
    }
    this.#cancelTimer ??= clock.setTimer(() => {
      this.#cancelTimer = null;
      this.#begin();
    }, delayMs);
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
    this.#pass = this.#options.predecessor
      .then(() => this.#run())
      .catch((error: unknown) => {
        if (!this.#ended.signal.aborted) this.#options.log.write('error', 'watch-afterwards-broke', { error });
      })
      .then(() => {
        this.#pass = null;
        const delayMs = this.#wantedInMs;
        this.#wantedInMs = null;
        if (delayMs !== null) this.#lookIn(delayMs);
      });
  }

  async #run(): Promise<void> {
    const { queue, root, store, watch } = this.#options;
    const { watchId } = watch();
    let refusals = 0;
    let isWaiting = false;
    this.#replacement.note(await root.presence());
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
        const seen = await this.#see(file);
        if (seen === 'waits') {
          if ((await root.presence()) === 'away') return this.#waitForFolder(awayEveryMs);
          isWaiting = true;
        }
        if (seen === 'done') refusals = 0;
        else if (seen === 'refused') refusals += 1;
        if (refusals >= mostRefusals) return;
      }
      if (page.length < pageSize) break;
    }
    if (isWaiting) this.#waitForFolder(otherEveryMs);
    else if (refusals === 0) this.#problem = null;
  }

  async #see(file: WatchedFileRecord): Promise<Seen> {
    const { disk, log, root, store, watch } = this.#options;
    try {
      const known = await recognizedFile(file, this.#pathOf(file), disk, this.#ended.signal);
      if (known !== null && known !== file) this.#write(file, () => store.putFile(known));
      const fate = known === null ? 'changed' : await this.#fate(known);
      // A file is missing, and another one can stand in its place, also where its disk is.
      const presence = fate === 'done' ? 'same' : await root.presence();
      if (presence === 'other' && this.#replacement.isForGood()) this.#leaveAsSent(known ?? file);
      else if (presence !== 'same') return 'waits';
      else this.#note(known ?? file, fate);
      return 'done';
    } catch (error) {
      if (this.#ended.signal.aborted) return 'done';
      log.write('warn', 'watch-afterwards-refused', { path: file.relativePath, error });
      this.#problem = problemOf(watch(), file.relativePath);
      return 'refused';
    }
  }

  /** What is to be done stays written down. Whoever looks at the folder says when it is back; where nobody does, this looks for it. */
  #waitForFolder(delayMs: number): void {
    this.#problem = null;
    this.#lookIn(delayMs);
  }

  /** Nothing is done with it any more, but it stays known: should its folder come back after all, it is not sent again. */
  #leaveAsSent(file: WatchedFileRecord): void {
    this.#write(file, () => this.#options.store.putFile({ ...file, state: 'sent', movingTo: null }));
  }

  #note(file: WatchedFileRecord, fate: Fate): void {
    const { store } = this.#options;
    if (fate === 'changed') {
      this.#leaveAsSent(file);
      this.#options.onChanged(file.relativePath);
    } else this.#write(file, () => store.removeFile(file.watchId, file.relativePath));
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
    const { relativePath, fingerprint, movingTo } = file;
    const { signal } = this.#ended;
    const { afterwards } = watch();
    const known = { path: this.#pathOf(file), relativePath, fingerprint, movingTo };
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
        await trash(known.path);
        return 'done';
      }
    }
  }

  #pathOf({ relativePath }: WatchedFileRecord): string {
    return join(this.#options.watch().path, ...relativePath.split('/'));
  }
}

function problemOf({ afterwards }: WatchRecord, relativePath: string): PlainError {
  const reason = afterwards.kind === 'move' ? afterwards.folder : 'the trash';
  return { code: 'source-not-moved', details: { path: relativePath, reason } };
}
