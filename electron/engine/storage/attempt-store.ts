import type { Attempt, AttemptOutcome } from '../../../shared/attempt.ts';
import { keptAttempts } from '../../../shared/attempt.ts';
import type { ErrorCode, ErrorDetails, PlainError } from '../../../shared/error-codes.ts';
import type { UploadId } from '../../../shared/ids.ts';
import type { Database } from './database.ts';
import type { SqlRow } from './sql-row.ts';

export interface AttemptRecord extends Attempt {
  readonly uploadId: UploadId;
}

export interface AttemptStore {
  /** Of one file at most the first five and the last hundred are kept. */
  insert(record: AttemptRecord): void;
  /** In the order in which they were made. */
  list(uploadId: UploadId): readonly Attempt[];
}

export function createAttemptStore(database: Database): AttemptStore {
  const insert = database.prepare(
    `INSERT INTO attempts (upload_id, started_at, ended_at, outcome, error_code, error_details, bytes_from, bytes_to)
     VALUES (:uploadId, :startedAt, :endedAt, :outcome, :errorCode, :errorDetails, :bytesFrom, :bytesTo)`,
  );
  // Both limits are null, and nothing is removed, as long as there are few.
  const prune = database.prepare(
    `DELETE FROM attempts WHERE upload_id = :uploadId
       AND attempt_id > (SELECT attempt_id FROM attempts WHERE upload_id = :uploadId ORDER BY attempt_id LIMIT 1 OFFSET ${keptAttempts.first - 1})
       AND attempt_id < (SELECT attempt_id FROM attempts WHERE upload_id = :uploadId ORDER BY attempt_id DESC LIMIT 1 OFFSET ${keptAttempts.last - 1})`,
  );
  const list = database.prepare('SELECT * FROM attempts WHERE upload_id = :uploadId ORDER BY attempt_id');

  return {
    insert: ({ uploadId, startedAt, endedAt, outcome, error, bytesFrom, bytesTo }) => {
      const facts = { uploadId, startedAt, endedAt, outcome, bytesFrom, bytesTo };
      insert.run({ ...facts, errorCode: error?.code ?? null, errorDetails: error === null ? null : JSON.stringify(error.details) });
      prune.run({ uploadId });
    },
    list: (uploadId) => list.all({ uploadId }).map(fromRow),
  };
}

function fromRow(row: SqlRow): Attempt {
  return {
    startedAt: Number(row['started_at']),
    endedAt: Number(row['ended_at']),
    outcome: row['outcome'] as AttemptOutcome,
    error: errorOf(row),
    bytesFrom: Number(row['bytes_from']),
    bytesTo: Number(row['bytes_to']),
  };
}

function errorOf(row: SqlRow): PlainError | null {
  if (row['error_code'] === null) return null;
  return { code: row['error_code'] as ErrorCode, details: JSON.parse(String(row['error_details'])) as ErrorDetails };
}
