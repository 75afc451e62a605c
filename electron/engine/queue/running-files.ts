import { mostFilesAtOnce } from '../../../shared/most-files-at-once.ts';
import { plainName } from '../../../shared/plain-name.ts';
import type { UploadRecord } from './upload-record.ts';

/** A file on its way. */
export interface RunningFile {
  readonly record: UploadRecord;
  readonly controller: AbortController;
  /** Resolves when its slot is free. */
  readonly ended: Promise<void>;
}

/** The files on their way. */
export class RunningFiles {
  readonly #files = new Map<string, RunningFile & { readonly plainName: string }>();
  readonly #stored = new Set<string>();

  get count(): number {
    return this.#files.size;
  }

  /**
   * Whether one more may begin where `concurrency` send at once: one that its destination has whole lets another send beside its last questions. One at a time
   * stays one at a time.
   */
  haveRoom(concurrency: number): boolean {
    return (
      this.count - this.#stored.size < concurrency && this.count < Math.max(concurrency, Math.min(2 * concurrency - 1, mostFilesAtOnce))
    );
  }

  add(file: RunningFile): void {
    this.#files.set(file.record.uploadId, { ...file, plainName: plainName(file.record.relativePath) });
  }

  remove({ uploadId }: UploadRecord): void {
    this.#files.delete(uploadId);
    this.#stored.delete(uploadId);
  }

  /** Its destination has all bytes of it, or not yet again. */
  noteStored({ uploadId }: UploadRecord, isStored: boolean): void {
    if (isStored && this.#files.has(uploadId)) this.#stored.add(uploadId);
    else this.#stored.delete(uploadId);
  }

  get(uploadId: string): RunningFile | null {
    return this.#files.get(uploadId) ?? null;
  }

  all(): Iterable<RunningFile> {
    return this.#files.values();
  }

  /**
   * Whose end a file has to wait for: its own run before, or that of one whose name its server may take for the same, so that each knows what the
   * other has stored. null: it may begin.
   */
  before({ uploadId, destinationId, relativePath }: UploadRecord): RunningFile | null {
    const own = this.#files.get(uploadId);
    if (own !== undefined || this.#files.size === 0) return own ?? null;
    const name = plainName(relativePath);
    for (const file of this.#files.values()) {
      const { record } = file;
      if (file.plainName === name && record.relativePath !== relativePath && record.destinationId === destinationId) return file;
    }
    return null;
  }
}
