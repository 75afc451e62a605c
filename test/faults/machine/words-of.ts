import type { ErrorCode, ErrorDetails } from '../../../shared/error-codes.ts';
import { errorWords } from '../../../shared/text/error-words.ts';
import { waitReasonWords } from '../../../shared/text/wait-reason-words.ts';
import type { WaitReason } from '../../../shared/upload.ts';

/** What is read of a destination that holds its files. */
export const held = (reason: WaitReason): string => `${waitReasonWords(reason).title}. ${waitReasonWords(reason).remedy}`;

/** What is read of an error. */
export const told = (code: ErrorCode, details: ErrorDetails = {}): string => {
  const { title, remedy } = errorWords({ code, details });
  return `${title}. ${remedy}`;
};
