import type { Refusal } from '../../../shared/contract.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/error-codes.ts';
import type { BatchId, DestinationId, WatchId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { emptySums } from '../queue/batch-record.ts';
import type { Database, Statement } from './database.ts';
import { knowsListing } from './knows-listing.ts';

export interface BatchStore {
  /**
   * With the paths that are still to be walked, so that a crash in the middle of a scan loses none. `adding`: more of them follow by `addRoots`, and it is not
   * in the list before `list`.
   */
  insert(record: BatchRecord, roots: readonly string[], listing?: 'listed' | 'adding'): void;
  /** `place` is that of the first one. */
  addRoots(batchId: BatchId, place: number, roots: readonly string[]): void;
  /** All its paths are written down. */
  list(batchId: BatchId): void;
  update(record: BatchRecord): void;
  /** Those in the list, without counts: those come from the uploads. */
  all(): readonly BatchRecord[];
  /** In their order, so many from `place` on. */
  rootsLeft(batchId: BatchId, place: number, limit: number): readonly { readonly place: number; readonly path: string }[];
  /** At most so many; false: there are no more. */
  removeRoots(batchId: BatchId, most: number): boolean;
  addRefusal(batchId: BatchId, refusal: Refusal): void;
  removeRefusals(batchId: BatchId): void;
  /** In the order in which they came, so many after the first `from`. */
  refusals(batchId: BatchId, from: number, limit: number): readonly Refusal[];
  /** Out of the list, at once and for good; `QueueSweep` takes its files away. */
  unlist(batchId: BatchId): void;
}

export function createBatchStore(database: Database): BatchStore {
  // Prepared by whoever writes: a reader may meet a queue that this version has not brought up to date yet.
  let insert: Statement | null = null;
  const insertSql = `INSERT INTO batches (batch_id, name, destination_id, conflict, verify, max_attempts, is_scanning, is_cancelled, ignored, created_at, settled_at, watch_id, watched_path, listing)
     VALUES (:batchId, :name, :destinationId, :conflict, :verify, :maxAttempts, :isScanning, :isCancelled, :ignored, :createdAt, :settledAt, :watchId, :watchedPath, :listing)`;
  const insertRoot = database.prepare('INSERT INTO scan_roots (batch_id, place, path) VALUES (:batchId, :place, :path)');
  const update = database.prepare(
    'UPDATE batches SET is_scanning = :isScanning, is_cancelled = :isCancelled, ignored = :ignored, settled_at = :settledAt WHERE batch_id = :batchId',
  );
  const where = knowsListing(database) ? "WHERE b.listing = 'listed'" : '';
  const all = database.prepare(
    `SELECT b.*, (SELECT count(*) FROM refusals r WHERE r.batch_id = b.batch_id) AS refused FROM batches b ${where} ORDER BY b.created_at, b.rowid`,
  );
  const roots = database.prepare(
    'SELECT place, path FROM scan_roots WHERE batch_id = :batchId AND place >= :place ORDER BY place LIMIT :most',
  );
  const removeRoots = database.prepare(
    'DELETE FROM scan_roots WHERE rowid IN (SELECT rowid FROM scan_roots WHERE batch_id = :batchId LIMIT :most)',
  );
  const insertRefusal = database.prepare(
    'INSERT OR REPLACE INTO refusals (batch_id, path, code, details) VALUES (:batchId, :path, :code, :details)',
  );
  const refusals = database.prepare(
    'SELECT path, code, details FROM refusals WHERE batch_id = :batchId ORDER BY rowid LIMIT :most OFFSET :from',
  );
  const removeRefusals = database.prepare('DELETE FROM refusals WHERE batch_id = :batchId');
  let setListing: Statement | null = null;
  const putListing = (batchId: BatchId, listing: 'listed' | 'removed'): void => {
    setListing ??= database.prepare('UPDATE batches SET listing = :listing WHERE batch_id = :batchId');
    setListing.run({ batchId, listing });
  };
  const addRoots: BatchStore['addRoots'] = (batchId, place, paths) => {
    for (const [index, path] of paths.entries()) insertRoot.run({ batchId, place: place + index, path });
  };
  const changing = (record: BatchRecord) => ({
    batchId: record.batchId,
    isScanning: record.isScanning ? 1 : 0,
    isCancelled: record.isCancelled ? 1 : 0,
    ignored: record.ignored,
    settledAt: record.settledAt,
  });

  return {
    insert: (record, paths, listing = 'listed') => {
      insert ??= database.prepare(insertSql);
      insert.run({
        ...changing(record),
        name: record.name,
        destinationId: record.destinationId,
        conflict: record.conflict,
        verify: record.verify ? 1 : 0,
        maxAttempts: record.maxAttempts,
        createdAt: record.createdAt,
        watchId: record.watchId,
        watchedPath: record.watchedPath,
        listing,
      });
      addRoots(record.batchId, 0, paths);
    },
    addRoots,
    list: (batchId) => putListing(batchId, 'listed'),
    unlist: (batchId) => putListing(batchId, 'removed'),
    update: (record) => {
      update.run(changing(record));
    },
    all: () =>
      all.all().map((row) => ({
        batchId: row['batch_id'] as BatchId,
        name: String(row['name']),
        destinationId: row['destination_id'] as DestinationId,
        conflict: row['conflict'] as ConflictPolicy | null,
        verify: row['verify'] === 1,
        maxAttempts: Number(row['max_attempts']),
        isScanning: row['is_scanning'] === 1,
        isCancelled: row['is_cancelled'] === 1,
        ignored: Number(row['ignored']),
        refused: Number(row['refused']),
        createdAt: Number(row['created_at']),
        settledAt: row['settled_at'] as number | null,
        watchId: (row['watch_id'] ?? null) as WatchId | null,
        watchedPath: (row['watched_path'] ?? null) as string | null,
        ...emptySums(),
      })),
    rootsLeft: (batchId, from, limit) =>
      roots.all({ batchId, place: from, most: limit }).map((row) => ({ place: Number(row['place']), path: String(row['path']) })),
    removeRoots: (batchId, most) => removeRoots.run({ batchId, most }).changes === most,
    addRefusal: (batchId, refusal) => {
      insertRefusal.run({ batchId, path: refusal.path, code: refusal.code, details: JSON.stringify(refusal.details) });
    },
    removeRefusals: (batchId) => {
      removeRefusals.run({ batchId });
    },
    refusals: (batchId, from, limit) =>
      refusals.all({ batchId, from, most: limit }).map((row) => ({
        path: String(row['path']),
        code: row['code'] as ErrorCode,
        details: JSON.parse(String(row['details'])) as ErrorDetails,
      })),
  };
}
