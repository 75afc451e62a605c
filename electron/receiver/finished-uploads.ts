import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readdir, readFile, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkRelativePath } from './check-relative-path.ts';
import { removeFile } from './remove-file.ts';
import { syncFolder } from './sync-folder.ts';

/** How long a finished upload is known by its id. */
export const keptForMs = 7 * 24 * 60 * 60 * 1_000;

export interface FinishedUpload {
  readonly id: string;
  /** Bytes. */
  readonly length: number;
  /** Where it was put, under the folder that receives. */
  readonly segments: readonly string[];
  /** Milliseconds since the epoch. */
  readonly finishedAtMs: number;
}

/** Written before a move that leaves no second name behind, so that a retry can tell where the bytes went. */
export interface IntendedPlace {
  readonly intendedId: string;
  readonly segments: readonly string[];
  /** Of the data, in milliseconds since the epoch: what it is known by under its new name. Left out by an earlier receiver. */
  readonly modifiedAtMs?: number;
}

type JournalLine = FinishedUpload | IntendedPlace;

const idPattern = /^[0-9a-f]{32}$/;

/** Null for a line that a full disk or a power failure cut, or that a bad disk made another. */
function parseLine(line: string): JournalLine | null {
  try {
    const { id, intendedId, length, segments, finishedAtMs, modifiedAtMs } = JSON.parse(line) as Record<string, unknown>;
    if (!Array.isArray(segments) || !segments.every((segment) => typeof segment === 'string')) return null;
    const place = checkRelativePath(segments.join('/'), process.platform);
    // What no answer could carry was never written by us; this throws for it.
    place.forEach(encodeURIComponent);
    if (typeof intendedId === 'string' && idPattern.test(intendedId))
      return { intendedId, segments: place, ...(typeof modifiedAtMs === 'number' ? { modifiedAtMs } : {}) };
    if (typeof id !== 'string' || !idPattern.test(id) || typeof finishedAtMs !== 'number') return null;
    return typeof length === 'number' && Number.isSafeInteger(length) && length >= 0 ? { id, length, segments: place, finishedAtMs } : null;
  } catch {
    return null;
  }
}

/**
 * The durable memory of finished uploads: one journal for each run, a line for each upload, one write and one sync for a
 * whole group. A file for each id would cost a sync of its own, which is most of the time of a small file.
 */
export class FinishedUploads {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #finished = new Map<string, FinishedUpload>();
  readonly #intended = new Map<string, IntendedPlace>();
  #journal: FileHandle | null = null;

  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  /** Reads the journals of earlier runs and removes those that are older than seven days. */
  async load(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of (await readdir(this.#folder)).filter((found) => found.endsWith('.ndjson')).sort()) {
      const path = join(this.#folder, name);
      if ((await stat(path)).mtimeMs < this.#now() - keptForMs) await removeFile(path);
      else for (const text of (await readFile(path, 'utf8')).split('\n')) this.#take(parseLine(text));
    }
  }

  get(id: string): FinishedUpload | undefined {
    return this.#finished.get(id);
  }

  /** From now on it is called finished: record and place are durable. */
  remember(finished: FinishedUpload): void {
    this.#take(finished);
    this.#dropOld();
  }

  /** Its place turned out not to be durable. */
  forget(id: string): void {
    this.#finished.delete(id);
  }

  intendedPlaceOf(id: string): IntendedPlace | undefined {
    return this.#intended.get(id);
  }

  /** Resolves when the lines would survive a power failure. */
  async append(lines: readonly JournalLine[]): Promise<void> {
    this.#journal ??= await this.#openJournal();
    // The newline in front ends a line that an earlier failure cut.
    await this.#journal.appendFile(`\n${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    await this.#journal.datasync();
    for (const line of lines) if ('intendedId' in line) this.#take(line);
  }

  /** Removes the folder where it holds nothing. */
  async close(): Promise<void> {
    await this.#journal?.close();
    await rmdir(this.#folder).catch(() => undefined);
  }

  async #openJournal(): Promise<FileHandle> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const journal = await open(join(this.#folder, `${this.#now()}-${randomBytes(4).toString('hex')}.ndjson`), 'ax');
    const root = dirname(dirname(this.#folder));
    for (const folder of [this.#folder, dirname(this.#folder), root]) await syncFolder(folder);
    // The folder that receives may have been made a moment ago, with its parents; those may belong to others.
    for (let folder = dirname(root); folder !== dirname(folder); folder = dirname(folder)) await syncFolder(folder).catch(() => undefined);
    return journal;
  }

  #take(line: JournalLine | null): void {
    if (line === null) return;
    if ('intendedId' in line) this.#intended.set(line.intendedId, line);
    else {
      this.#finished.set(line.id, line);
      this.#intended.delete(line.id);
    }
  }

  #dropOld(): void {
    // The map keeps the order of finishing, so the old ones are in front.
    for (const [id, { finishedAtMs }] of this.#finished) {
      if (finishedAtMs >= this.#now() - keptForMs) return;
      this.#finished.delete(id);
    }
  }
}
