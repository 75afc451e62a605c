import type { UploadStatus } from '../../../shared/upload.ts';
import { isSettled } from '../../../shared/upload.ts';
import type { ConflictCounts } from './batch-record.ts';
import type { UploadRecord } from './upload-record.ts';

/** Counts one file in (1) or out (-1) of what its batch met at the destination. */
export function weighConflict(counts: ConflictCounts, { status, conflictState, targetConflict }: UploadRecord, sign: 1 | -1): void {
  if (targetConflict !== null) counts[targetConflict] += sign;
  // What is settled waits for nothing, whatever it once waited for.
  if (conflictState === null || isSettled(status)) return;
  counts[conflictState === 'asks' ? 'asked' : 'looking'] += sign;
}

/** Adds up what the disk has of files in one status: the same counts as `weighConflict` makes. */
export function addConflicts(counts: ConflictCounts, more: ConflictCounts, status: UploadStatus): void {
  for (const choice of ['overwrite', 'skip', 'rename'] as const) counts[choice] += more[choice];
  if (isSettled(status)) return;
  counts.asked += more.asked;
  counts.looking += more.looking;
}
