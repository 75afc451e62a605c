import type { ErrorCode } from '../../shared/error-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

const badUsage: readonly ErrorCode[] = [
  'nothing-given',
  'settings-invalid',
  'destination-invalid',
  'destination-unknown',
  'batch-unknown',
  'upload-unknown',
  'bad-request',
  'not-possible-now',
];

/** How a command ends that could not do its work because of this error. */
export function exitCodeForError(code: ErrorCode): ExitCode {
  if (code === 'queue-held') return exitCodes.queueHeld;
  if (code === 'holder-gone') return exitCodes.interrupted;
  return badUsage.includes(code) ? exitCodes.badUsage : exitCodes.someFailed;
}
