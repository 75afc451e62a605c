import type { DecidingPolicy } from '../../../shared/conflict.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';

/** What is done with a name that is taken where nobody sits in front of it: both are kept where a person would be asked. */
export function watchConflictOf(policy: ConflictPolicy | null): DecidingPolicy {
  return policy === null || policy === 'ask' ? 'rename' : policy;
}
