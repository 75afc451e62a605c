import type { Refusal } from '../../../shared/contract.ts';
import { kindsWithUnfinished } from '../../../shared/destination.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/error-codes.ts';
import type { BatchId, DestinationId, WatchId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { BatchRecord } from '../queue/batch-record.ts';
import { emptySums } from '../queue/batch-record.ts';
import type { Database, Statement } from './database.ts';

export interface BatchStore {
  /** With the paths that are still to be walked, so that a crash in the middle of a scan loses none. */
  insert(record: BatchRecord, roots: readonly string[]): void;
  update(record: BatchRecord): void;
  /** Without counts: those come from the uploads. */
  all(): readonly BatchRecord[];
  rootsLeft(batchId: BatchId): readonly { readonly place: number; readonly path: string }[];
  removeRoot(batchId: BatchId, place: number): void;
  addRefusal(batchId: BatchId, refusal: Refusal): void;
  removeRefusals(batchId: BatchId): void;
  refusals(batchId: BatchId): readonly Refusal[];
  /** With its uploads, attempts and refusals; what they leave at a destination where it can be found again is remembered. */
  remove(batchId: BatchId): void;
}

export function createBatchStore(database: Database): BatchStore {
  // Prepared by whoever writes: a reader may meet a queue that this version has not brought up to date yet.
  let insert: Statement | null = null;
  const insertSql = `INSERT INTO batches (batch_id, name, destination_id, conflict, verify, max_attempts, is_scanning, is_cancelled, ignored, created_at, settled_at, watch_id, watched_path)
     VALUES (:batchId, :name, :destinationId, :conflict, :verify, :maxAttempts, :isScanning, :isCancelled, :ignored, :createdAt, :settledAt, :watchId, :watchedPath)`;
  const insertRoot = database.prepare('INSERT INTO scan_roots (batch_id, place, path) VALUES (:batchId, :place, :path)');
  const update = database.prepare(
    'UPDATE batches SET is_scanning = :isScanning, is_cancelled = :isCancelled, ignored = :ignored, settled_at = :settledAt WHERE batch_id = :batchId',
  );
  const all = database.prepare(
    'SELECT b.*, (SELECT count(*) FROM refusals r WHERE r.batch_id = b.batch_id) AS refused FROM batches b ORDER BY b.created_at, b.rowid',
  );
  const roots = database.prepare('SELECT place, path FROM scan_roots WHERE batch_id = :batchId ORDER BY place');
  const removeRoot = database.prepare('DELETE FROM scan_roots WHERE batch_id = :batchId AND place = :place');
  const insertRefusal = database.prepare(
    'INSERT OR REPLACE INTO refusals (batch_id, path, code, details) VALUES (:batchId, :path, :code, :details)',
  );
  const refusals = database.prepare('SELECT path, code, details FROM refusals WHERE batch_id = :batchId ORDER BY rowid');
  const removeRefusals = database.prepare('DELETE FROM refusals WHERE batch_id = :batchId');
  let noteLeft: Statement | null = null;
  const noteLeftSql = `INSERT OR IGNORE INTO left_uploads (destination_id, checkpoint)
     SELECT d.destination_id, u.checkpoint FROM uploads u JOIN batches b USING (batch_id) JOIN destinations d USING (destination_id)
     WHERE b.batch_id = :batchId AND u.checkpoint IS NOT NULL AND d.kind IN (${kindsWithUnfinished.map((kind) => `'${kind}'`).join(', ')})`;
  const remove = database.prepare('DELETE FROM batches WHERE batch_id = :batchId');
  const changing = (record: BatchRecord) => ({
    batchId: record.batchId,
    isScanning: record.isScanning ? 1 : 0,
    isCancelled: record.isCancelled ? 1 : 0,
    ignored: record.ignored,
    settledAt: record.settledAt,
  });

  return {
    insert: (record, paths) => {
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
      });
      for (const [place, path] of paths.entries()) insertRoot.run({ batchId: record.batchId, place, path });
    },
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
    rootsLeft: (batchId) => roots.all({ batchId }).map((row) => ({ place: Number(row['place']), path: String(row['path']) })),
    removeRoot: (batchId, place) => {
      removeRoot.run({ batchId, place });
    },
    addRefusal: (batchId, refusal) => {
      insertRefusal.run({ batchId, path: refusal.path, code: refusal.code, details: JSON.stringify(refusal.details) });
    },
    removeRefusals: (batchId) => {
      removeRefusals.run({ batchId });
    },
    refusals: (batchId) =>
      refusals.all({ batchId }).map((row) => ({
        path: String(row['path']),
        code: row['code'] as ErrorCode,
        details: JSON.parse(String(row['details'])) as ErrorDetails,
      })),
    remove: (batchId) => {
      noteLeft ??= database.prepare(noteLeftSql);
      noteLeft.run({ batchId });
      remove.run({ batchId });
    },
  };
}
