import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { UploadRecord } from './upload-record.ts';

/** Whether it must be known what the destination has before a file may begin; the other policies are the protocol's to keep. */
export function needsLook(policy: ConflictPolicy | null): boolean {
  return policy === 'ask' || policy === 'skip' || policy === 'skip-same' || policy === 'newer';
}

/** A file of whose name at its destination nothing is known yet. */
export function undecided(policy: ConflictPolicy | null): Pick<UploadRecord, 'conflictState' | 'targetConflict' | 'found'> {
  return { conflictState: needsLook(policy) ? 'open' : null, targetConflict: null, found: null };
}
