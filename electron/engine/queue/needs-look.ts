import type { ConflictPolicy } from '../../../shared/upload.ts';

/** Whether it must be known what the destination has before a file may begin; the other policies are the protocol's to keep. */
export function needsLook(policy: ConflictPolicy | null): boolean {
  return policy === 'ask' || policy === 'skip' || policy === 'skip-same' || policy === 'newer';
}
