import type { UploadRecord } from '../queue/upload-record.ts';
import type { SqlRow } from './sql-row.ts';

/** What a row, of the queue or of a watched folder, says of its file. */
export function fingerprintFrom(row: SqlRow): UploadRecord['fingerprint'] {
  return {
    size: Number(row['size']),
    modifiedAtMs: Number(row['modified_at_ms']),
    ...(typeof row['changed_at_ms'] === 'number' ? { changedAtMs: row['changed_at_ms'] } : {}),
    inode: String(row['inode']),
    device: String(row['device']),
  };
}
