import type { BatchRecord } from './batch-record.ts';
import { weighConflict } from './conflict-weight.ts';
import type { UploadRecord } from './upload-record.ts';

/** What one file adds to the sums of its batch, in bytes. */
export interface FileWeight {
  readonly bytesTotal: number;
  readonly bytesSent: number;
  readonly bytesConfirmed: number;
}

const nothing: FileWeight = { bytesTotal: 0, bytesSent: 0, bytesConfirmed: 0 };

/** A pure function of the file, and the same one that a start from the disk uses: so the sums never drift. */
export function fileWeightOf({ status, fingerprint, bytesSent, bytesConfirmed }: UploadRecord): FileWeight {
  const bytesTotal = fingerprint.size;
  switch (status) {
    case 'cancelled':
      return nothing;
    case 'completed':
    case 'skipped':
      return { bytesTotal, bytesSent: bytesTotal, bytesConfirmed: bytesTotal };
    case 'failed': {
      // Only what the server confirmed of it is still there.
      const confirmed = Math.min(bytesConfirmed, bytesTotal);
      return { bytesTotal, bytesSent: confirmed, bytesConfirmed: confirmed };
    }
    default:
      return { bytesTotal, bytesSent: Math.min(bytesSent, bytesTotal), bytesConfirmed: Math.min(bytesConfirmed, bytesTotal) };
  }
}

/** Adds one file to the sums of its batch (1), or takes it out of them (-1). */
export function weighFile(batch: BatchRecord, record: UploadRecord, sign: 1 | -1): void {
  const weight = fileWeightOf(record);
  batch.bytesTotal += sign * weight.bytesTotal;
  batch.bytesSent += sign * weight.bytesSent;
  batch.bytesConfirmed += sign * weight.bytesConfirmed;
  weighConflict(batch.conflicts, record, sign);
}
