import { conflictChoices } from '../../../shared/conflict.ts';
import type { ErrorCode, ErrorDetails } from '../../../shared/error-codes.ts';
import type { BatchId, DestinationId, UploadId } from '../../../shared/ids.ts';
import type { UploadStatus, Verification, WaitReason } from '../../../shared/upload.ts';
import type { Checkpoint } from '../protocols/protocol.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import { conflictStates } from '../queue/upload-record.ts';
import { fingerprintFrom } from './fingerprint-from.ts';
import type { SqlRow, SqlValue } from './sql-row.ts';
import { storedKey } from './stored-key.ts';

/** Every column that is written, the key first. */
export const uploadColumns = [
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
  'conflict_state',
  'target_conflict',
  'found_size',
  'found_modified_at_ms',
  'stored_as',
  'stored_key',
] as const;

/** A file as its row; the names are the table's. */
export function toUploadRow(record: UploadRecord): Record<(typeof uploadColumns)[number], SqlValue> {
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
    conflict_state: record.conflictState,
    target_conflict: record.targetConflict,
    found_size: record.found?.sizeBytes ?? null,
    found_modified_at_ms: record.found?.modifiedAtMs ?? null,
    stored_as: record.storedAs,
    stored_key: record.status === 'completed' ? storedKey(record.storedAs ?? record.relativePath) : null,
  };
}

/** A file as it stands in its row, which a bad disk may have damaged. */
export function fromUploadRow(row: SqlRow): UploadRecord {
  const bytesConfirmed = Number(row['bytes_confirmed']);
  return {
    position: Number(row['position']),
    uploadId: row['upload_id'] as UploadId,
    batchId: row['batch_id'] as BatchId,
    destinationId: row['destination_id'] as DestinationId,
    sourcePath: String(row['source_path']),
    relativePath: String(row['relative_path']),
    fingerprint: fingerprintFrom(row),
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
    storedAs: typeof row['stored_as'] === 'string' ? row['stored_as'] : null,
    startedOver: row['started_over'] === 1,
    discardPending: row['discard_pending'] === 1,
    settledAt: row['settled_at'] as number | null,
    ...conflictOf(row),
    // Of a process before this one nobody knows how far it came.
    plan: null,
    bytesSent: bytesConfirmed,
    runNumber: 0,
    isFromBefore: false,
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

function conflictOf(row: SqlRow): Pick<UploadRecord, 'conflictState' | 'targetConflict' | 'found'> {
  const conflictState = conflictStates.find((state) => state === row['conflict_state']) ?? null;
  const targetConflict = conflictChoices.find((choice) => choice === row['target_conflict']) ?? null;
  if (conflictState !== 'asks' && targetConflict === null) return { conflictState, targetConflict, found: null };
  const [sizeBytes, modifiedAtMs] = [row['found_size'], row['found_modified_at_ms']];
  const found = {
    sizeBytes: typeof sizeBytes === 'number' ? sizeBytes : null,
    modifiedAtMs: typeof modifiedAtMs === 'number' ? modifiedAtMs : null,
  };
  return { conflictState, targetConflict, found };
}
