import type { DestinationKind } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import { conflictPolicies } from '../../../shared/upload.ts';
import type { Database, Statement } from './database.ts';

export interface DestinationRecord {
  readonly destinationId: DestinationId;
  readonly name: string;
  readonly kind: DestinationKind;
  /** As a person gave it; user names may stand in it, secrets never. */
  readonly url: string;
  /** False for a URL that was only given on a command line. */
  readonly isSaved: boolean;
  readonly isBuiltIn: boolean;
  readonly isDefault: boolean;
  /** Facts about its host, such as the largest body that passes. */
  readonly memory: Readonly<Record<string, number>>;
  /** What is done with names that are taken there, as a person decided it for good; null: each time anew. */
  readonly conflict: ConflictPolicy | null;
  readonly createdAt: number;
}

export interface DestinationStore {
  all(): readonly DestinationRecord[];
  /** Inserts it or replaces what may change: name, address, default, memory. */
  put(record: DestinationRecord): void;
  /** How many batches of the list and watched folders still name it. */
  batchCount(destinationId: DestinationId): number;
  remove(destinationId: DestinationId): void;
}

export function createDestinationStore(database: Database): DestinationStore {
  const all = database.prepare('SELECT * FROM destinations ORDER BY is_built_in DESC, created_at, rowid');
  // Prepared by the first who writes: a reader may meet a queue that this version has not brought up to date yet.
  let put: Statement | null = null;
  const putSql = `INSERT INTO destinations (destination_id, name, kind, url, is_saved, is_built_in, is_default, memory, conflict, created_at)
     VALUES (:destinationId, :name, :kind, :url, :isSaved, :isBuiltIn, :isDefault, :memory, :conflict, :createdAt)
     ON CONFLICT (destination_id) DO UPDATE SET
       name = :name, kind = :kind, url = :url, is_saved = :isSaved, is_default = :isDefault, memory = :memory, conflict = :conflict`;
  let count: Statement | null = null;
  const countSql = `SELECT (SELECT count(*) FROM batches WHERE destination_id = :destinationId AND listing <> 'removed')
     + (SELECT count(*) FROM watched_folders WHERE destination_id = :destinationId) AS count`;
  let removeUnlisted: Statement | null = null;
  const remove = database.prepare('DELETE FROM destinations WHERE destination_id = :destinationId');

  return {
    all: () =>
      all.all().map((row) => ({
        destinationId: row['destination_id'] as DestinationId,
        name: String(row['name']),
        kind: row['kind'] as DestinationKind,
        url: String(row['url']),
        isSaved: row['is_saved'] === 1,
        isBuiltIn: row['is_built_in'] === 1,
        isDefault: row['is_default'] === 1,
        memory: parseMemory(String(row['memory'])),
        conflict: conflictPolicies.find((policy) => policy === row['conflict']) ?? null,
        createdAt: Number(row['created_at']),
      })),
    put: (record) => {
      put ??= database.prepare(putSql);
      put.run({
        ...record,
        isSaved: record.isSaved ? 1 : 0,
        isBuiltIn: record.isBuiltIn ? 1 : 0,
        isDefault: record.isDefault ? 1 : 0,
        memory: JSON.stringify(record.memory),
      });
    },
    batchCount: (destinationId) => {
      count ??= database.prepare(countSql);
      return Number(count.get({ destinationId })?.['count'] ?? 0);
    },
    remove: (destinationId) => {
      removeUnlisted ??= database.prepare("DELETE FROM batches WHERE destination_id = :destinationId AND listing = 'removed'");
      const unlisted = removeUnlisted;
      database.transaction(() => {
        // What left the list just now still has rows, and is no reason to keep a destination and its secret.
        unlisted.run({ destinationId });
        remove.run({ destinationId });
      });
    },
  };
}

/** Memory only saves time: a damaged one is forgotten. */
function parseMemory(text: string): Record<string, number> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  } catch {
    return {};
  }
}
