import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { WatchConflictPolicy } from '../../../shared/watched-folder.ts';

/** What is done with a name that is taken where nobody sits in front of it: both are kept where a person would be asked. */
export function watchConflictOf(policy: ConflictPolicy | null): WatchConflictPolicy {
  return policy === null || policy === 'ask' ? 'rename' : policy;
}
