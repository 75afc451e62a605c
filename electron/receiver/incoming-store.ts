import type { Stats } from 'node:fs';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Upload as TusUpload } from '@tus/server';
import { DataStore, ERRORS, Metadata, Upload } from '@tus/server';
import type { ExpectedChecksum } from './expected-checksum.ts';
import type { IncomingUpload } from './incoming-upload.ts';
import { readDescription } from './read-description.ts';
import { Refusal } from './refusal.ts';
import { refusalFor, systemCodeOf } from './refusal-for.ts';
import { removeFile } from './remove-file.ts';
import type { SafeMark } from './safe-mark.ts';
import { createSafeMarks, dropAfter } from './safe-mark.ts';
import type { UploadDescription } from './upload-description.ts';
import { uploadKeyOf } from './upload-description.ts';
import { writeStreamAt } from './write-stream-at.ts';

// A small file that comes with its create is over in one request: what the client said of it is written down only if not.
const smallBytes = 1024 * 1024;

/** Unfinished uploads as the tus server sees them: data in `<folder>/<id>`, what the client said in `<folder>/<id>.json`. */
export class IncomingStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination', 'checksum'];
  readonly #folder: string;
  readonly #boot: string;
  readonly #uploads = new Map<string, IncomingUpload>();
  /** Ids whose data an earlier run left. */
  readonly #left: Set<string>;
  /** From the client's own id to the one version of it that is unfinished. */
  readonly #versions = new Map<string, string>();
  readonly #writing = new Set<Promise<number>>();
  /** By the id of the upload that the body is for. */
  readonly #expected = new Map<string, ExpectedChecksum>();

  /** `leftIds`: unfinished uploads of an earlier run; `boot`: see `bootIdentity`. */
  constructor(folder: string, leftIds: readonly string[], boot: string) {
    super();
    this.#folder = folder;
    this.#boot = boot;
    this.#left = new Set(leftIds);
    for (const id of leftIds) this.#versions.set(uploadKeyOf(id), id);
  }

  dataPath(id: string): string {
    return join(this.#folder, id);
  }

  /** Makes an upload known before the tus server creates it, or when a restart left only its data. */
  adopt(description: UploadDescription, how: { readonly isFresh: boolean; readonly comesWithBody: boolean }): void {
    this.#uploads.set(description.id, { ...description, ...how, isDescribed: false, isSealed: false });
  }

  /** The next body for that upload has to come to this checksum, or is thrown away; null: nothing is said of it. */
  expect(id: string, checksum: ExpectedChecksum | null): void {
    this.#expected.delete(id);
    if (checksum !== null) this.#expected.set(id, checksum);
  }

  /** False: nothing of it can be on the disk. */
  mayHave(id: string): boolean {
    return this.#uploads.has(id) || this.#left.has(id);
  }

  /** Null when nothing is known of it. */
  async load(id: string): Promise<IncomingUpload | null> {
    const known = this.#uploads.get(id);
    if (known !== undefined) return known;
    if (!this.#left.has(id)) return null;
    try {
      const text = await readFile(this.#descriptionPath(id), 'utf8');
      const description = readDescription(id, text.split('\n', 1).join(), process.platform);
      const upload = { ...description, comesWithBody: false, isDescribed: true, isSealed: false, isFresh: false };
      this.#uploads.set(id, upload);
      return upload;
    } catch {
      // Torn by a power failure, damaged or never there: the client creates it anew.
      return null;
    }
  }

  /** Of the data; null when there is none. */
  async dataStats(id: string): Promise<Stats | null> {
    try {
      return await lstat(this.dataPath(id));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  /** Makes the data of a whole upload durable, with its time; once. */
  async seal(upload: IncomingUpload): Promise<void> {
    if (upload.isSealed) return;
    const file = await open(this.dataPath(upload.id), 'r+');
    try {
      await this.#sealOpen(upload, file);
    } finally {
      await file.close();
    }
  }

  /** The upload is recorded as finished: its data has another name now. */
  async release(id: string): Promise<void> {
    const upload = this.#uploads.get(id);
    this.#forget(id);
    await removeFile(this.dataPath(id));
    if (upload?.isDescribed !== false) await removeFile(this.#descriptionPath(id));
  }

  /** A create that failed before anything was stored leaves no trace. */
  async forgetUnlessStored(id: string): Promise<void> {
    if (this.#uploads.has(id) && (await this.dataStats(id)) === null) this.#forget(id);
  }

  /** Resolves when nothing is being written any more. */
  async idle(): Promise<void> {
    while (this.#writing.size > 0) await Promise.allSettled(this.#writing);
  }

  override async create(created: TusUpload): Promise<TusUpload> {
    const upload = this.#uploads.get(created.id);
    if (upload === undefined) throw new Refusal(500, 'The receiver lost that upload.');
    try {
      await this.#removeEarlierVersion(upload);
      if (!upload.comesWithBody || upload.length > smallBytes) {
        await this.#describe(upload);
        await (await this.#openData(upload.id)).close();
      }
      return created;
    } catch (error) {
      throw refusalFor(error);
    }
  }

  override write(source: Readable, id: string, offset: number): Promise<number> {
    const writing = this.#write(source, id, offset).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
    return writing;
  }

  async #write(source: Readable, id: string, offset: number): Promise<number> {
    const upload = await this.load(id);
    if (upload === null) throw ERRORS.FILE_NOT_FOUND;
    const expected = this.#expected.get(id);
    this.#expected.delete(id);
    let end = offset;
    try {
      const file = await this.#openData(id);
      const marks = createSafeMarks(file, this.#descriptionPath(id), { offset, boot: this.#boot });
      try {
        end = await writeStreamAt(file, expected?.watch(source) ?? source, offset, marks.written).finally(() => marks.idle());
        if (expected?.agrees() === false) {
          end = offset;
          await dropAfter(file, { safeBytes: offset, boot: this.#boot }, upload.isDescribed ? this.#descriptionPath(id) : null);
          throw new Refusal(460, 'What arrived has another checksum, and was thrown away.');
        }
        if (end === upload.length) await this.#sealOpen(upload, file);
      } finally {
        await file.close();
        if (end < upload.length) await this.#describe(upload);
      }
      return end;
    } catch (error) {
      // The sender's own end of a connection is the tus server's affair, which tells it by the error's identity.
      throw systemCodeOf(error) === null || source.errored === error ? error : refusalFor(error);
    }
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const upload = await this.load(id);
    const stats = upload === null ? null : await this.dataStats(id);
    if (upload === null || stats === null) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({ id, size: upload.length, offset: stats.size, metadata: Metadata.parse(upload.metadata) });
  }

  override async remove(id: string): Promise<void> {
    if ((await this.load(id)) === null) throw ERRORS.FILE_NOT_FOUND;
    await this.release(id);
  }

  #descriptionPath(id: string): string {
    return `${this.dataPath(id)}.json`;
  }

  #forget(id: string): void {
    this.#uploads.delete(id);
    this.#left.delete(id);
    if (this.#versions.get(uploadKeyOf(id)) === id) this.#versions.delete(uploadKeyOf(id));
  }

  /** A client that creates another version under its own id has given the earlier one up: its file changed. */
  async #removeEarlierVersion(upload: IncomingUpload): Promise<void> {
    const earlier = this.#versions.get(uploadKeyOf(upload.id));
    this.#versions.set(uploadKeyOf(upload.id), upload.id);
    if (earlier === undefined || earlier === upload.id) return;
    this.#uploads.delete(earlier);
    this.#left.delete(earlier);
    await removeFile(this.dataPath(earlier));
    await removeFile(this.#descriptionPath(earlier));
  }

  async #describe(upload: IncomingUpload): Promise<void> {
    if (upload.isDescribed) return;
    const { id, length, segments, conflict, modifiedAtMs, metadata } = upload;
    const description: UploadDescription = { id, length, segments, conflict, modifiedAtMs, metadata };
    const mark: SafeMark = { safeBytes: 0, boot: this.#boot };
    await this.#inFolder(() => writeFile(this.#descriptionPath(id), `${JSON.stringify(description)}\n${JSON.stringify(mark)}`));
    upload.isDescribed = true;
  }

  #openData(id: string): Promise<FileHandle> {
    return this.#inFolder(() => open(this.dataPath(id), constants.O_RDWR | constants.O_CREAT));
  }

  async #sealOpen(upload: IncomingUpload, file: FileHandle): Promise<void> {
    if (upload.modifiedAtMs !== null) await file.utimes(upload.modifiedAtMs / 1_000, upload.modifiedAtMs / 1_000);
    try {
      await file.sync();
    } catch (error) {
      // A disk says once that it lost something, and takes the next sync for good: what is there must not be believed again.
      await file.truncate(0).catch(() => undefined);
      throw error;
    }
    upload.isSealed = true;
  }

  /** Somebody may have tidied the hidden folder away while nothing was in it. */
  async #inFolder<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') throw error;
      await mkdir(this.#folder, { mode: 0o700 }).catch((cause: unknown) => {
        if (systemCodeOf(cause) !== 'EEXIST') throw cause;
      });
      return work();
    }
  }
}
