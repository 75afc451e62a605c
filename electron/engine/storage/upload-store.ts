import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import type { ConflictCounts } from '../queue/batch-record.ts';
import { noConflicts } from '../queue/batch-record.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { Database, Statement } from './database.ts';
import type { SqlRow, SqlValue } from './sql-row.ts';
import { fromUploadRow, toUploadRow, uploadColumns } from './upload-row.ts';

export interface UploadFilter {
  readonly batchId?: BatchId;
  readonly uploadId?: UploadId;
  readonly statuses?: readonly UploadStatus[];
  readonly discardPending?: boolean;
  /** Positions from this one on, in order. */
  readonly fromPosition?: number;
  readonly limit?: number;
}

/** What was added before from the same path, to tell duplicates from what is already done. */
export interface EarlierUpload {
  readonly batchId: BatchId;
  readonly status: UploadStatus;
  readonly destinationId: DestinationId;
  readonly relativePath: string;
  readonly size: number;
  readonly modifiedAtMs: number;
  /** Milliseconds since the epoch; 0: never. */
  readonly settledAt: number;
}

export interface ArrivedUpload {
  readonly relativePath: string;
  /** As in `UploadRecord`. */
  readonly storedAs: string | null;
}

export interface UploadStore {
  insert(record: UploadRecord): void;
  update(record: UploadRecord): void;
  select(filter: UploadFilter): readonly UploadRecord[];
  earlier(sourcePath: string): readonly EarlierUpload[];
  /** What has arrived there under names of that key: where, and under which name it was sent. */
  arrived(destinationId: DestinationId, storedKey: number): readonly ArrivedUpload[];
  highestPosition(): number;
  /** Number, bytes and confirmed bytes of files by batch and status. */
  summary(): readonly UploadSummary[];
}

export interface UploadSummary {
  readonly batchId: BatchId;
  readonly status: UploadStatus;
  readonly count: number;
  readonly bytesTotal: number;
  readonly bytesConfirmed: number;
  readonly conflicts: ConflictCounts;
}

/** What is counted, and of which rows. */
const conflictColumns: readonly (readonly [keyof ConflictCounts, string])[] = [
  ['looking', "coalesce(conflict_state IN ('open', 'sent'), 0)"],
  ['asked', "coalesce(conflict_state = 'asks', 0)"],
  ['overwrite', "coalesce(target_conflict = 'overwrite', 0)"],
  ['skip', "coalesce(target_conflict = 'skip', 0)"],
  ['rename', "coalesce(target_conflict = 'rename', 0)"],
];

/** Never change after the insert. */
const fixed = new Set<string>(['position', 'upload_id', 'batch_id', 'source_path', 'relative_path']);

export function createUploadStore(database: Database): UploadStore {
  // Prepared by the first who needs them: a reader may meet a queue that this version has not brought up to date yet.
  let insert: Statement | null = null;
  let update: Statement | null = null;
  let arrived: Statement | null = null;
  const insertSql = `INSERT INTO uploads (${uploadColumns.join(', ')}) VALUES (${uploadColumns.map((column) => `:${column}`).join(', ')})`;
  const changing = uploadColumns.filter((column) => !fixed.has(column));
  const updateSql = `UPDATE uploads SET ${changing.map((column) => `${column} = :${column}`).join(', ')} WHERE position = :position`;
  const earlier = database.prepare(
    'SELECT u.batch_id, u.status, u.relative_path, u.size, u.modified_at_ms, u.settled_at, b.destination_id FROM uploads u JOIN batches b USING (batch_id) WHERE u.source_path = :sourcePath',
  );
  const highest = database.prepare('SELECT max(position) AS position FROM uploads');
  // A reader may meet a queue of before there were conflicts to count.
  const knowsConflicts = database
    .prepare('PRAGMA table_info(uploads)')
    .all()
    .some((column) => column['name'] === 'conflict_state');
  const conflictSums = knowsConflicts
    ? `, ${conflictColumns.map(([name, condition]) => `sum(${condition}) AS conflict_${name}`).join(', ')}`
    : '';
  const summary = database.prepare(
    `SELECT batch_id, status, count(*) AS count, sum(size) AS bytes_total, sum(min(bytes_confirmed, size)) AS bytes_confirmed${conflictSums} FROM uploads GROUP BY batch_id, status`,
  );

  return {
    insert: (record) => {
      insert ??= database.prepare(insertSql);
      insert.run(toUploadRow(record));
    },
    update: (record) => {
      const row = toUploadRow(record);
      const { upload_id: _id, batch_id: _batch, source_path: _source, relative_path: _relative, ...changed } = row;
      update ??= database.prepare(updateSql);
      update.run(changed);
    },
    select: (filter) => {
      const { sql, parameters } = whereOf(filter);
      return database
        .prepare(`SELECT u.*, b.destination_id FROM uploads u JOIN batches b USING (batch_id) ${sql}`)
        .all(parameters)
        .map(fromUploadRow);
    },
    earlier: (sourcePath) =>
      earlier.all({ sourcePath }).map((row) => ({
        batchId: row['batch_id'] as BatchId,
        status: row['status'] as UploadStatus,
        destinationId: row['destination_id'] as DestinationId,
        relativePath: String(row['relative_path']),
        size: Number(row['size']),
        modifiedAtMs: Number(row['modified_at_ms']),
        settledAt: Number(row['settled_at'] ?? 0),
      })),
    arrived: (destinationId, storedKey) => {
      arrived ??= database.prepare(
        'SELECT DISTINCT u.relative_path, u.stored_as FROM uploads u JOIN batches b USING (batch_id) WHERE u.stored_key = :storedKey AND b.destination_id = :destinationId',
      );
      return arrived
        .all({ destinationId, storedKey })
        .map((row) => ({ relativePath: String(row['relative_path']), storedAs: row['stored_as'] as string | null }));
    },
    highestPosition: () => Number(highest.get()?.['position'] ?? 0),
    summary: () =>
      summary.all().map((row) => ({
        batchId: row['batch_id'] as BatchId,
        status: row['status'] as UploadStatus,
        count: Number(row['count']),
        bytesTotal: Number(row['bytes_total']),
        bytesConfirmed: Number(row['bytes_confirmed']),
        conflicts: conflictsOf(row),
      })),
  };
}

function whereOf(filter: UploadFilter): { sql: string; parameters: Record<string, SqlValue> } {
  const conditions: string[] = [];
  const parameters: Record<string, SqlValue> = {};
  if (filter.batchId !== undefined) {
    conditions.push('u.batch_id = :batchId');
    parameters['batchId'] = filter.batchId;
  }
  if (filter.uploadId !== undefined) {
    conditions.push('u.upload_id = :uploadId');
    parameters['uploadId'] = filter.uploadId;
  }
  if (filter.statuses !== undefined) {
    // Statuses are our own closed words, never input, so they may stand in the text.
    conditions.push(`u.status IN (${filter.statuses.map((status) => `'${status}'`).join(', ')})`);
  }
  if (filter.discardPending === true) conditions.push('u.discard_pending = 1');
  if (filter.fromPosition !== undefined) {
    conditions.push('u.position >= :fromPosition');
    parameters['fromPosition'] = filter.fromPosition;
  }
  const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
  const limit = filter.limit === undefined ? '' : `LIMIT ${Math.max(0, Math.trunc(filter.limit))}`;
  return { sql: `${where} ORDER BY u.position ${limit}`, parameters };
}

function conflictsOf(row: SqlRow): ConflictCounts {
  const counts = noConflicts();
  for (const [name] of conflictColumns) counts[name] = Number(row[`conflict_${name}`] ?? 0);
  return counts;
}
