import type { ErrorCode } from '../error-codes.ts';
import type { FileProgress } from '../progress.ts';
import { isVerified } from './verification-words.ts';
import { waitReasonWords } from './wait-reason-words.ts';

/** What a person tells apart: finer than the status, as a silent upload and a flowing one are not the same to look at. */
export const fileStates = [
  'queued',
  'checking',
  'uploading',
  'stalled',
  'changed',
  'verifying',
  'retrying',
  'waiting',
  'needs-person',
  'paused',
  'verified',
  'done',
  'skipped',
  'failed',
  'cancelled',
] as const;
export type FileState = (typeof fileStates)[number];

/** So long without a byte is no hiccup of a line any more. */
export const stalledAfterMs = 5_000;

const changes: readonly ErrorCode[] = ['source-changed', 'source-short'];

/** The state in which a person sees a file, at a time in milliseconds since the epoch. */
export function fileStateOf(file: FileProgress, nowMs: number): FileState {
  switch (file.status) {
    case 'checking':
      if (file.error === null) return 'checking';
      return changes.includes(file.error.code) ? 'changed' : 'retrying';
    case 'uploading':
      return silentMsOf(file, nowMs) >= stalledAfterMs ? 'stalled' : 'uploading';
    case 'waiting': {
      const reason = file.waitReason ?? 'retry';
      if (waitReasonWords(reason).needsPerson) return 'needs-person';
      return reason === 'retry' || reason === 'server-busy' ? 'retrying' : 'waiting';
    }
    case 'completed':
      return file.verification !== null && isVerified(file.verification) ? 'verified' : 'done';
    case 'queued':
      return file.conflict === 'asks' ? 'needs-person' : 'queued';
    case 'verifying':
    case 'paused':
    case 'failed':
    case 'cancelled':
    case 'skipped':
      return file.status;
  }
}

/** How long no byte of a running attempt has moved; 0 while nothing is to move. */
export function silentMsOf(file: FileProgress, nowMs: number): number {
  return file.lastByteAt === null ? 0 : Math.max(0, nowMs - file.lastByteAt);
}
