import type { PlainError } from '../error-codes.ts';
import type { WaitReason } from '../upload.ts';
import { errorWords } from './error-words.ts';
import type { WaitWords } from './wait-reason-words.ts';
import { waitReasonWords } from './wait-reason-words.ts';

/**
 * Why a destination holds its files, in words. The error knows more than the reason, such as which server and which status; and where a
 * person has to act, what to do is the error's too: a wrong clock and a wrong password wait for the same reason.
 */
export function holdWords(reason: WaitReason, error: PlainError | null): WaitWords {
  const words = waitReasonWords(reason);
  if (error === null || reason === 'offline') return words;
  const { title, remedy } = errorWords(error);
  return { title, remedy: words.needsPerson ? remedy : words.remedy, needsPerson: words.needsPerson };
}
