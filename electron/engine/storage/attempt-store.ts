import type { PlainError } from '../../../shared/error-codes.ts';
import type { UploadId } from '../../../shared/ids.ts';
import type { Database } from './database.ts';

/** One try at one file: what the timeline of a file is made of. */
export interface AttemptRecord {
  readonly uploadId: UploadId;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: 'finished' | 'stopped' | 'error';
  readonly error: PlainError | null;
  /** Confirmed bytes before and after. */
  readonly bytesFrom: number;
  readonly bytesTo: number;
}

export interface AttemptStore {
  insert(record: AttemptRecord): void;
}

export function createAttemptStore(database: Database): AttemptStore {
  const insert = database.prepare(
    `INSERT INTO attempts (upload_id, started_at, ended_at, outcome, error_code, error_details, bytes_from, bytes_to)
     VALUES (:uploadId, :startedAt, :endedAt, :outcome, :errorCode, :errorDetails, :bytesFrom, :bytesTo)`,
  );
  return {
    insert: ({ error, ...record }) => {
      insert.run({ ...record, errorCode: error?.code ?? null, errorDetails: error === null ? null : JSON.stringify(error.details) });
    },
  };
}
