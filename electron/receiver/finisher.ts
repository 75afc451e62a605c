import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../engine/ports.ts';
import { findPlacedFile } from './find-placed-file.ts';
import type { FinishedUpload, FinishedUploads } from './finished-uploads.ts';
import type { IncomingStore } from './incoming-store.ts';
import type { IncomingUpload } from './incoming-upload.ts';
import type { Placing } from './place-file.ts';
import { placeFile } from './place-file.ts';
import { Refusal } from './refusal.ts';
import { refusalFor } from './refusal-for.ts';
import { syncFolder } from './sync-folder.ts';
import type { TargetFolders } from './target-folders.ts';

export interface FinisherOptions {
  readonly store: IncomingStore;
  readonly finished: FinishedUploads;
  readonly folders: TargetFolders;
  /** The folder that receives: a real path. */
  readonly root: string;
  readonly log: Log;
  readonly now: () => number;
  readonly makeLink?: Placing['makeLink'];
}

/** FAT counts in two seconds. */
const coarsestTimeMs = 2_000;

interface Job {
  readonly upload: IncomingUpload;
  resolve(finished: FinishedUpload): void;
  reject(error: unknown): void;
}

interface Placed {
  readonly job: Job;
  readonly finished: FinishedUpload;
}

/**
 * Puts whole uploads in their places and makes that durable before anybody is told. Those that are ready at the same time
 * share one record and one sync of each folder. In this order: data durable, second name, folder and record; then the answer; then
 * the first name goes. After a crash at any point the upload is found again by its record or by its two names.
 */
export class Finisher {
  readonly #options: FinisherOptions;
  readonly #inFlight = new Map<string, Promise<FinishedUpload>>();
  readonly #releasing = new Set<Promise<void>>();
  /** Folders in which names were made that a power failure could take away again. */
  readonly #unsynced = new Set<string>();
  #waiting: Job[] = [];
  #run: Promise<void> | null = null;

  constructor(options: FinisherOptions) {
    this.#options = options;
  }

  /** Puts it in its place unless that was done. Throws a `Refusal`; nothing is lost then, and it can be called again. */
  finish(id: string): Promise<FinishedUpload> {
    const done = this.#options.finished.get(id);
    if (done !== undefined) return Promise.resolve(done);
    const inFlight = this.#inFlight.get(id);
    if (inFlight !== undefined) return inFlight;
    const finishing = this.#finishOnce(id).finally(() => this.#inFlight.delete(id));
    this.#inFlight.set(id, finishing);
    return finishing;
  }

  /** Finds a file that was moved but not recorded before a crash; null when it was not. Only without hard links. */
  async recoverMoved(id: string, length: number): Promise<FinishedUpload | null> {
    const { finished, root, now, store } = this.#options;
    const intended = finished.intendedPlaceOf(id);
    if (intended === undefined) return null;
    // The move may be this process's own, and not yet durable.
    await this.settled(id);
    const done = finished.get(id);
    if (done !== undefined || (await store.dataStats(id)) !== null) return done ?? null;
    const found = await lstat(join(root, ...intended.segments)).catch(() => null);
    if (found === null || !found.isFile() || found.size !== length) return null;
    // What it was to replace may have its size.
    const { modifiedAtMs = found.mtimeMs } = intended;
    if (Math.abs(found.mtimeMs - modifiedAtMs) > coarsestTimeMs) return null;
    const recovered = { id, length, segments: intended.segments, finishedAtMs: now() };
    await finished.append([recovered]);
    finished.remember(recovered);
    return recovered;
  }

  /** The finishing that is under way, if any. */
  settled(id: string): Promise<unknown> {
    return this.#inFlight.get(id)?.catch(() => undefined) ?? Promise.resolve();
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#inFlight.values());
    await this.#run;
    await Promise.all(this.#releasing);
  }

  async #finishOnce(id: string): Promise<FinishedUpload> {
    const { store, log } = this.#options;
    try {
      const upload = await store.load(id);
      if (upload === null) throw new Refusal(404, 'The receiver does not know that upload.');
      await store.seal(upload);
      return await new Promise<FinishedUpload>((resolve, reject) => {
        this.#waiting.push({ upload, resolve, reject });
        this.#run ??= this.#runGroups();
      });
    } catch (error) {
      log.write('warn', 'upload-not-placed', { id, error });
      throw refusalFor(error);
    }
  }

  async #runGroups(): Promise<void> {
    while (this.#waiting.length > 0) {
      const jobs = this.#waiting;
      this.#waiting = [];
      await this.#runGroup(jobs);
    }
    this.#run = null;
  }

  async #runGroup(jobs: readonly Job[]): Promise<void> {
    const { finished } = this.#options;
    const placed = (await Promise.all(jobs.map((job) => this.#place(job)))).filter((result) => result !== null);
    if (placed.length === 0) return;
    // At the same time, which saves a third of the wait: a record that survived without its name is known by the data's only name.
    const folders = [...this.#unsynced];
    const records = placed.map((result) => result.finished);
    const steps = await Promise.allSettled([finished.append(records), ...folders.map(syncFolder)]);
    const failure = steps.find((step) => step.status === 'rejected');
    if (failure !== undefined) {
      for (const { job } of placed) job.reject(failure.reason);
      return;
    }
    for (const folder of folders) this.#unsynced.delete(folder);
    for (const record of records) finished.remember(record);
    for (const result of placed) result.job.resolve(result.finished);
    for (const result of placed) this.#release(result.finished.id);
  }

  /** Takes the data's first name away, while the next group goes on. What stays is removed at the next start. */
  #release(id: string): void {
    const { store, log } = this.#options;
    const releasing = store
      .release(id)
      .catch((error: unknown) => log.write('warn', 'leftover-not-removed', { id, error }))
      .finally(() => this.#releasing.delete(releasing));
    this.#releasing.add(releasing);
  }

  async #place(job: Job): Promise<Placed | null> {
    const { store, finished, folders, now, makeLink } = this.#options;
    const { upload } = job;
    try {
      const parents = upload.segments.slice(0, -1);
      const { folder, changed } = await folders.prepare(upload.segments);
      for (const path of [folder, ...changed]) this.#unsynced.add(path);
      const wanted = upload.segments.at(-1) ?? '';
      const name =
        (await this.#alreadyPlaced(upload, folder, wanted)) ??
        (await placeFile({
          dataPath: store.dataPath(upload.id),
          folder,
          name: wanted,
          reservedName: await this.#reservedName(upload),
          isOverwriting: upload.conflict === 'overwrite',
          onBeforeMove: async (chosen) => {
            const modifiedAtMs = (await store.dataStats(upload.id))?.mtimeMs;
            const segments = [...parents, chosen];
            await finished.append([{ intendedId: upload.id, segments, ...(modifiedAtMs === undefined ? {} : { modifiedAtMs }) }]);
          },
          ...(makeLink === undefined ? {} : { makeLink }),
        }));
      const result = { id: upload.id, length: upload.length, segments: [...parents, name], finishedAtMs: now() };
      return { job, finished: result };
    } catch (error) {
      job.reject(error);
      return null;
    }
  }

  /** The name that an attempt before a crash took with an empty file; only without hard links. */
  async #reservedName(upload: IncomingUpload): Promise<string | null> {
    const intended = this.#options.finished.intendedPlaceOf(upload.id);
    if (intended === undefined) return null;
    const found = await lstat(join(this.#options.root, ...intended.segments)).catch(() => null);
    return found?.isFile() && found.size === 0 ? (intended.segments.at(-1) ?? null) : null;
  }

  async #alreadyPlaced(upload: IncomingUpload, folder: string, wanted: string): Promise<string | null> {
    const { store } = this.#options;
    const isFirstTry = upload.isFresh;
    upload.isFresh = false;
    if (isFirstTry) return null;
    const data = await store.dataStats(upload.id);
    return data === null ? null : findPlacedFile(data, folder, wanted);
  }
}
