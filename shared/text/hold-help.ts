import type { PlainError } from '../error-codes.ts';
import type { WaitReason } from '../upload.ts';
import { errorWords } from './error-words.ts';

/** What a person can do right here about a wait or a failure. */
export type HoldHelp = 'sign-in' | 'trust';

/** What helps where a file or a destination waits, or failed (`reason` null); null: nothing that the window could offer. */
export function holdHelp(reason: WaitReason | null, error: PlainError | null): HoldHelp | null {
  if (error === null) return reason === 'sign-in' ? 'sign-in' : null;
  const { action } = errorWords(error);
  if (action === 'trust') return 'trust';
  // Another account may be allowed what this one is not.
  return action === 'sign-in' || error.code === 'not-allowed' ? 'sign-in' : null;
}
