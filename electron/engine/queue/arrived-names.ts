import type { DestinationId } from '../../../shared/ids.ts';
import { plainName } from '../../../shared/plain-name.ts';
import { storedKey } from '../storage/stored-key.ts';
import type { ArrivedUpload, UploadStore } from '../storage/upload-store.ts';
import type { UploadRecord } from './upload-record.ts';

/** So many are known ahead of each destination: more than are on their way and come next. */
const mostKnown = 200;

/** Under which names files have arrived, also those of before a restart: no file of ours may replace another one whose name only seems to be its own. */
export class ArrivedNames {
  readonly #uploadStore: Pick<UploadStore, 'arrived'>;
  /** What the database does not know yet, by the key of its name. */
  readonly #unwritten = new Map<number, Set<UploadRecord>>();
  /** What the database has for the files that come next, by the same; nothing has come to it since. */
  readonly #ahead = new Map<DestinationId, Map<number, readonly ArrivedUpload[]>>();

  constructor(uploadStore: Pick<UploadStore, 'arrived'>) {
    this.#uploadStore = uploadStore;
  }

  /** It has settled just now. */
  note(record: UploadRecord): void {
    if (record.status !== 'completed') return;
    const key = storedKey(pathOf(record));
    const others = this.#unwritten.get(key);
    if (others === undefined) this.#unwritten.set(key, new Set([record]));
    else others.add(record);
  }

  /** These are in the database as they are. */
  written(records: readonly UploadRecord[]): void {
    for (const record of records) {
      if (record.status !== 'completed') continue;
      const key = storedKey(pathOf(record));
      this.#ahead.get(record.destinationId)?.delete(key);
      const noted = this.#unwritten.get(key);
      noted?.delete(record);
      if (noted?.size === 0) this.#unwritten.delete(key);
    }
  }

  /** These come next at a destination: one look into the database serves them all. */
  lookAhead(destinationId: DestinationId, records: readonly UploadRecord[]): void {
    const found = this.#uploadStore.arrived(
      destinationId,
      records.map(({ relativePath }) => storedKey(relativePath)),
    );
    // With what was found before them, for those that have just begun.
    const known = new Map([...(this.#ahead.get(destinationId) ?? []), ...found]);
    for (const key of known.keys()) if (known.size > mostKnown) known.delete(key);
    this.#ahead.set(destinationId, known);
  }

  /** Paths under its destination at which files of other names arrived, and which a server may take for its own. */
  like({ destinationId, relativePath }: Pick<UploadRecord, 'destinationId' | 'relativePath'>): readonly string[] {
    const key = storedKey(relativePath);
    const stored = this.#ahead.get(destinationId)?.get(key) ?? this.#uploadStore.arrived(destinationId, [key]).get(key) ?? [];
    const unwritten = [...(this.#unwritten.get(key) ?? [])].filter((record) => record.destinationId === destinationId);
    const name = plainName(relativePath);
    const twins = [...stored, ...unwritten].filter((other) => other.relativePath !== relativePath && plainName(pathOf(other)) === name);
    return [...new Set(twins.map(pathOf))];
  }
}

/** Where it is. */
function pathOf({ storedAs, relativePath }: ArrivedUpload): string {
  return storedAs ?? relativePath;
}
