import type { ErrorCode, ErrorDetails } from '../../../shared/error-codes.ts';
import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { UploadStatus, Verification, WaitReason } from '../../../shared/upload.ts';
import type { Checkpoint } from '../protocols/protocol.ts';
import type { UploadRecord } from '../queue/upload-record.ts';

import type { Database, SqlRow, SqlValue, Statement } from './database.ts';

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
}

export interface UploadStore {
  insert(record: UploadRecord): void;
  update(record: UploadRecord): void;
  select(filter: UploadFilter): readonly UploadRecord[];
  earlier(sourcePath: string): readonly EarlierUpload[];
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
}

const columns = [
  'position',
  'upload_id',
  'batch_id',
  'source_path',
  'relative_path',
  'size',
  'modified_at_ms',
  'changed_at_ms',
  'read_bytes',
  'read_crc',
  'inode',
  'device',
  'status',
  'attempt',
  'wait_reason',
  'retry_at',
  'error_code',
  'error_details',
  'bytes_confirmed',
  'checkpoint',
  'verification',
  'location',
  'started_over',
  'discard_pending',
  'settled_at',
] as const;

/** Never change after the insert. */
const fixed = new Set<string>(['position', 'upload_id', 'batch_id', 'source_path', 'relative_path']);

export function createUploadStore(database: Database): UploadStore {
  // Prepared by the first who writes: a reader may meet a queue that this version has not brought up to date yet.
  let insert: Statement | null = null;
  let update: Statement | null = null;
  const insertSql = `INSERT INTO uploads (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`;
  const changing = columns.filter((column) => !fixed.has(column));
  const updateSql = `UPDATE uploads SET ${changing.map((column) => `${column} = :${column}`).join(', ')} WHERE position = :position`;
  const earlier = database.prepare(
    'SELECT u.batch_id, u.status, u.relative_path, u.size, u.modified_at_ms, b.destination_id FROM uploads u JOIN batches b USING (batch_id) WHERE u.source_path = :sourcePath',
  );
  const highest = database.prepare('SELECT max(position) AS position FROM uploads');
  const summary = database.prepare(
    'SELECT batch_id, status, count(*) AS count, sum(size) AS bytes_total, sum(min(bytes_confirmed, size)) AS bytes_confirmed FROM uploads GROUP BY batch_id, status',
  );

  return {
    insert: (record) => {
      insert ??= database.prepare(insertSql);
      insert.run(toRow(record));
    },
    update: (record) => {
      const row = toRow(record);
      const { upload_id: _id, batch_id: _batch, source_path: _source, relative_path: _relative, ...changed } = row;
      update ??= database.prepare(updateSql);
      update.run(changed);
    },
    select: (filter) => {
      const { sql, parameters } = whereOf(filter);
      return database
        .prepare(`SELECT u.*, b.destination_id FROM uploads u JOIN batches b USING (batch_id) ${sql}`)
        .all(parameters)
        .map(fromRow);
    },
    earlier: (sourcePath) =>
      earlier.all({ sourcePath }).map((row) => ({
        batchId: row['batch_id'] as BatchId,
        status: row['status'] as UploadStatus,
        destinationId: row['destination_id'] as DestinationId,
        relativePath: String(row['relative_path']),
        size: Number(row['size']),
        modifiedAtMs: Number(row['modified_at_ms']),
      })),
    highestPosition: () => Number(highest.get()?.['position'] ?? 0),
    summary: () =>
      summary.all().map((row) => ({
        batchId: row['batch_id'] as BatchId,
        status: row['status'] as UploadStatus,
        count: Number(row['count']),
        bytesTotal: Number(row['bytes_total']),
        bytesConfirmed: Number(row['bytes_confirmed']),
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

function toRow(record: UploadRecord): Record<(typeof columns)[number], SqlValue> {
  return {
    position: record.position,
    upload_id: record.uploadId,
    batch_id: record.batchId,
    source_path: record.sourcePath,
    relative_path: record.relativePath,
    size: record.fingerprint.size,
    modified_at_ms: record.fingerprint.modifiedAtMs,
    changed_at_ms: record.fingerprint.changedAtMs ?? null,
    read_bytes: record.readPrefix?.bytes ?? null,
    read_crc: record.readPrefix?.crc ?? null,
    inode: record.fingerprint.inode,
    device: record.fingerprint.device,
    status: record.status,
    attempt: record.attempt,
    wait_reason: record.waitReason,
    retry_at: record.retryAt,
    error_code: record.error?.code ?? null,
    error_details: record.error === null ? null : JSON.stringify(record.error.details),
    bytes_confirmed: record.bytesConfirmed,
    checkpoint: record.checkpoint === null ? null : JSON.stringify(record.checkpoint),
    verification: record.verification,
    location: record.location,
    started_over: record.startedOver ? 1 : 0,
    discard_pending: record.discardPending ? 1 : 0,
    settled_at: record.settledAt,
  };
}

function fromRow(row: SqlRow): UploadRecord {
  const bytesConfirmed = Number(row['bytes_confirmed']);
  return {
    position: Number(row['position']),
    uploadId: row['upload_id'] as UploadId,
    batchId: row['batch_id'] as BatchId,
    destinationId: row['destination_id'] as DestinationId,
    sourcePath: String(row['source_path']),
    relativePath: String(row['relative_path']),
    fingerprint: {
      size: Number(row['size']),
      modifiedAtMs: Number(row['modified_at_ms']),
      ...(typeof row['changed_at_ms'] === 'number' ? { changedAtMs: row['changed_at_ms'] } : {}),
      inode: String(row['inode']),
      device: String(row['device']),
    },
    readPrefix: prefixOf(row['read_bytes'], row['read_crc']),
    status: row['status'] as UploadStatus,
    attempt: Number(row['attempt']),
    waitReason: row['wait_reason'] as WaitReason | null,
    retryAt: row['retry_at'] as number | null,
    error:
      row['error_code'] === null
        ? null
        : { code: row['error_code'] as ErrorCode, details: parseJson<ErrorDetails>(row['error_details']) ?? {} },
    bytesConfirmed,
    // A damaged checkpoint is worth less than none: the transfer begins anew and nothing is mixed.
    checkpoint: parseJson<Checkpoint>(row['checkpoint']),
    verification: row['verification'] as Verification | null,
    location: row['location'] as string | null,
    startedOver: row['started_over'] === 1,
    discardPending: row['discard_pending'] === 1,
    settledAt: row['settled_at'] as number | null,
    bytesSent: bytesConfirmed,
    runNumber: 0,
    bounces: 0,
    lockedLooks: 0,
    furthestConfirmed: bytesConfirmed,
    sourceChanged: false,
    lastByteAt: null,
  };
}

function parseJson<Value extends object>(text: SqlValue | undefined): Value | null {
  if (typeof text !== 'string') return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Value) : null;
  } catch {
    return null;
  }
}

/** null for what cannot be one: then nothing proves a touched file, and it is sent again. */
function prefixOf(bytes: SqlValue | undefined, crc: SqlValue | undefined): UploadRecord['readPrefix'] {
  const isCount = typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0;
  const isSum = typeof crc === 'number' && Number.isInteger(crc) && crc >= 0 && crc <= 0xffff_ffff;
  return isCount && isSum ? { bytes, crc } : null;
}
