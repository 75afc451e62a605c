import { plainName } from '../../../shared/plain-name.ts';
import { storedKey } from '../storage/stored-key.ts';
import type { UploadStore } from '../storage/upload-store.ts';
import type { UploadRecord } from './upload-record.ts';

/** Under which names files have arrived, also those of before a restart: no file of ours may replace another one whose name only seems to be its own. */
export class ArrivedNames {
  readonly #uploadStore: Pick<UploadStore, 'arrived'>;
  /** What the disk does not know yet. */
  readonly #unwritten = new Set<UploadRecord>();

  constructor(uploadStore: Pick<UploadStore, 'arrived'>) {
    this.#uploadStore = uploadStore;
  }

  /** It has settled just now. */
  note(record: UploadRecord): void {
    if (record.status === 'completed') this.#unwritten.add(record);
  }

  /** These are on disk as they are. */
  written(records: readonly UploadRecord[]): void {
    for (const record of records) this.#unwritten.delete(record);
  }

  /** Paths under its destination at which files of other names arrived, and which a server may take for its own. */
  like({ destinationId, relativePath }: Pick<UploadRecord, 'destinationId' | 'relativePath'>): readonly string[] {
    const name = plainName(relativePath);
    const unwritten = [...this.#unwritten].filter((record) => record.destinationId === destinationId);
    const paths = new Set<string>();
    for (const other of [...this.#uploadStore.arrived(destinationId, storedKey(relativePath)), ...unwritten]) {
      const path = other.storedAs ?? other.relativePath;
      if (other.relativePath !== relativePath && plainName(path) === name) paths.add(path);
    }
    return [...paths];
  }
}
