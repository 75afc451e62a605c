import type { Fingerprint } from '../source/upload-source.ts';
import type { WatchedFileRecord } from './watch-record.ts';

/**
 * Whether a file that is there is what was taken before. `touched`: only its times say that it is not, and the sum of its content may tell. What the
 * queue has is the queue's to look at: it notices a change itself, and sends the file as it is then.
 */
export function isKnown({ state, fingerprint: taken, contentCrc }: WatchedFileRecord, now: Fingerprint): 'known' | 'touched' | 'changed' {
  if (state === 'given') return 'known';
  if (now.size !== taken.size) return 'changed';
  const isSameTime = now.modifiedAtMs === taken.modifiedAtMs;
  const isUntouched = isSameTime && (now.changedAtMs ?? taken.changedAtMs) === (taken.changedAtMs ?? now.changedAtMs);
  if (contentCrc !== null) return isUntouched ? 'known' : 'touched';
  // Another file was put in its place, with its size and time; where only a right or a name of it changed, its number is the same.
  return isUntouched || (isSameTime && now.inode === taken.inode) ? 'known' : 'changed';
}
