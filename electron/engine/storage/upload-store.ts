import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import type { ConflictCounts } from '../queue/batch-record.ts';
import { noConflicts } from '../queue/batch-record.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { Database, Statement } from './database.ts';
import { knowsListing } from './knows-listing.ts';
import type { SqlRow, SqlValue } from './sql-row.ts';
import { fromUploadRow, toUploadRow, uploadColumns } from './upload-row.ts';

export interface UploadFilter {
  readonly batchId?: BatchId;
  readonly destinationId?: DestinationId;
  readonly uploadIds?: readonly UploadId[];
  readonly statuses?: readonly UploadStatus[];
  readonly discardPending?: boolean;
  /** Something of it may have been begun at its destination. */
  readonly isBegun?: boolean;
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
  /** See `Fingerprint`; null where nobody knows it. */
  readonly changedAtMs: number | null;
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
  /** Which files `select` would give, for a hundredth of its cost. */
  idsOf(filter: UploadFilter): readonly UploadId[];
  /** By their path. */
  earlier(sourcePaths: readonly string[]): ReadonlyMap<string, readonly EarlierUpload[]>;
  /** What has arrived there under names of each of these keys: where, and under which name it was sent. */
  arrived(destinationId: DestinationId, storedKeys: readonly number[]): Map<number, readonly ArrivedUpload[]>;
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

/** What most files of a long list have. */
const commonStatuses: ReadonlySet<UploadStatus> = new Set(['completed', 'skipped', 'queued']);

export function createUploadStore(database: Database): UploadStore {
  // Prepared by the first who needs them: a reader may meet a queue that this version has not brought up to date yet.
  let insert: Statement | null = null;
  let update: Statement | null = null;
  let arrived: Statement | null = null;
  const insertSql = `INSERT INTO uploads (${uploadColumns.join(', ')}) VALUES (${uploadColumns.map((column) => `:${column}`).join(', ')})`;
  const changing = uploadColumns.filter((column) => !fixed.has(column));
  const updateSql = `UPDATE uploads SET ${changing.map((column) => `${column} = :${column}`).join(', ')} WHERE position = :position`;
  const isListed = knowsListing(database) ? "b.listing = 'listed'" : 'TRUE';
  let earlier: Statement | null = null;
  const earlierSql = `SELECT u.source_path, u.batch_id, u.status, u.relative_path, u.size, u.modified_at_ms, u.changed_at_ms, u.settled_at, b.destination_id
     FROM uploads u JOIN batches b USING (batch_id) WHERE u.source_path IN (SELECT value FROM json_each(:sourcePaths)) AND ${isListed}`;
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
      update ??= database.prepare(updateSql);
      update.run(toUploadRow(record));
    },
    select: (filter) => {
      const { sql, parameters } = whereOf(filter, isListed);
      // The order of the tables is said: the many batches of a history would have all files sorted for a page of them.
      return database
        .prepare(`SELECT u.*, b.destination_id FROM uploads u CROSS JOIN batches b USING (batch_id) ${sql}`)
        .all(parameters)
        .map(fromUploadRow);
    },
    idsOf: (filter) => {
      const { sql, parameters } = whereOf(filter, isListed);
      const rows = database.prepare(`SELECT u.upload_id FROM uploads u CROSS JOIN batches b USING (batch_id) ${sql}`).all(parameters);
      return rows.map((row) => row['upload_id'] as UploadId);
    },
    earlier: (sourcePaths) => {
      const found = new Map<string, EarlierUpload[]>();
      earlier ??= database.prepare(earlierSql);
      for (const row of earlier.all({ sourcePaths: JSON.stringify(sourcePaths) })) {
        const sourcePath = String(row['source_path']);
        const one = earlierFrom(row);
        const others = found.get(sourcePath);
        if (others === undefined) found.set(sourcePath, [one]);
        else others.push(one);
      }
      return found;
    },
    arrived: (destinationId, storedKeys) => {
      arrived ??= database.prepare(
        `SELECT DISTINCT u.stored_key, u.relative_path, u.stored_as FROM uploads u JOIN batches b USING (batch_id)
         WHERE u.stored_key IN (SELECT value FROM json_each(:storedKeys)) AND b.destination_id = :destinationId`,
      );
      const found = new Map<number, ArrivedUpload[]>(storedKeys.map((key) => [key, []]));
      for (const row of arrived.all({ destinationId, storedKeys: JSON.stringify(storedKeys) }))
        found
          .get(Number(row['stored_key']))
          ?.push({ relativePath: String(row['relative_path']), storedAs: row['stored_as'] as string | null });
      return found;
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

function earlierFrom(row: SqlRow): EarlierUpload {
  return {
    batchId: row['batch_id'] as BatchId,
    status: row['status'] as UploadStatus,
    destinationId: row['destination_id'] as DestinationId,
    relativePath: String(row['relative_path']),
    size: Number(row['size']),
    modifiedAtMs: Number(row['modified_at_ms']),
    changedAtMs: typeof row['changed_at_ms'] === 'number' ? row['changed_at_ms'] : null,
    settledAt: Number(row['settled_at'] ?? 0),
  };
}

function whereOf(filter: UploadFilter, isListed: string): { sql: string; parameters: Record<string, SqlValue> } {
  const conditions = [isListed];
  const parameters: Record<string, SqlValue> = {};
  if (filter.batchId !== undefined) {
    // Few files of all are in such a status, and perhaps none of the many of this batch: the plus has them found by it.
    const isRareStatus = filter.statuses?.length === 1 && !filter.statuses.some((status) => commonStatuses.has(status));
    conditions.push(`${isRareStatus ? '+' : ''}u.batch_id = :batchId`);
    parameters['batchId'] = filter.batchId;
  }
  if (filter.destinationId !== undefined) {
    conditions.push('b.destination_id = :destinationId');
    parameters['destinationId'] = filter.destinationId;
  }
  if (filter.uploadIds !== undefined) {
    conditions.push('u.upload_id IN (SELECT value FROM json_each(:uploadIds))');
    parameters['uploadIds'] = JSON.stringify(filter.uploadIds);
  }
  if (filter.statuses !== undefined) {
    // Statuses are our own closed words, never input, so they may stand in the text.
    conditions.push(`u.status IN (${filter.statuses.map((status) => `'${status}'`).join(', ')})`);
  }
  if (filter.discardPending === true) conditions.push('u.discard_pending = 1');
  if (filter.isBegun === true) conditions.push('u.checkpoint IS NOT NULL');
  if (filter.fromPosition !== undefined) {
    conditions.push('u.position >= :fromPosition');
    parameters['fromPosition'] = filter.fromPosition;
  }
  const limit = filter.limit === undefined ? '' : `LIMIT ${Math.max(0, Math.trunc(filter.limit))}`;
  return { sql: `WHERE ${conditions.join(' AND ')} ORDER BY u.position ${limit}`, parameters };
}

function conflictsOf(row: SqlRow): ConflictCounts {
  const counts = noConflicts();
  for (const [name] of conflictColumns) counts[name] = Number(row[`conflict_${name}`] ?? 0);
  return counts;
}
