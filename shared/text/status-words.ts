import type { FileProgress } from '../progress.ts';
import type { Verification } from '../upload.ts';
import { errorWords } from './error-words.ts';
import { formatCountdown } from './format-countdown.ts';
import { formatDuration } from './format-duration.ts';
import { formatSpeed } from './format-speed.ts';
import { waitReasonWords } from './wait-reason-words.ts';

export interface StatusWords {
  /** Where the file stands, in a few words. */
  readonly state: string;
  /** What belongs to it: speed and time left, the next try, what to do. */
  readonly detail: string | null;
}

const verified: Readonly<Record<Verification, StatusWords>> = {
  checksum: { state: 'Verified', detail: 'Checksum agrees' },
  size: { state: 'Done', detail: 'Size checked' },
  accepted: { state: 'Done', detail: 'Accepted by the server' },
};

/** The state of one file in words, at a time in milliseconds since the epoch (for countdowns). */
export function statusWords(file: FileProgress, nowMs: number): StatusWords {
  switch (file.status) {
    case 'queued':
      return { state: 'Queued', detail: null };
    case 'checking':
      return checking(file);
    case 'uploading':
      return uploading(file);
    case 'verifying':
      return { state: 'Verifying', detail: 'Compares what arrived' };
    case 'waiting':
      return waiting(file, nowMs);
    case 'paused':
      return { state: 'Paused', detail: null };
    case 'completed':
      return verified[file.verification ?? 'accepted'];
    case 'failed':
      return failed(file);
    case 'cancelled':
      return { state: 'Cancelled', detail: null };
    case 'skipped':
      return { state: 'Skipped', detail: file.error === null ? 'The destination has it' : errorWords(file.error).title };
  }
}

/** Before the first byte of an attempt; with the error of the last one while the next has not begun. */
function checking(file: FileProgress): StatusWords {
  if (file.error === null) return { state: 'Checking', detail: file.bytesConfirmed > 0 ? 'Asks the server what it has' : null };
  const next = Math.min(file.attempt + 1, file.maxAttempts);
  return { state: errorWords(file.error).title, detail: `Try ${next} of ${file.maxAttempts} in a moment` };
}

function uploading(file: FileProgress): StatusWords {
  const extra = attemptWords(file) ?? (file.startedOver ? 'Started over: the server lost the beginning' : null);
  if (file.bytesSent === 0) return { state: 'Starting', detail: extra };
  if (file.speedBytesPerSecond === null) return { state: 'Uploading', detail: extra };
  const left = file.secondsLeft === null ? 'calculating' : `${formatDuration(file.secondsLeft)} left`;
  return { state: `${formatSpeed(file.speedBytesPerSecond)} · ${left}`, detail: extra };
}

function attemptWords(file: FileProgress): string | null {
  return file.attempt > 1 ? `Try ${file.attempt} of ${file.maxAttempts}` : null;
}

function waiting(file: FileProgress, nowMs: number): StatusWords {
  const reason = file.waitReason ?? 'retry';
  const words = waitReasonWords(reason);
  const belongsToFile = reason === 'retry' || reason === 'server-busy';
  const state = belongsToFile && file.error !== null ? errorWords(file.error).title : words.title;
  if (file.retryAt === null) return { state, detail: words.remedy };
  const next = belongsToFile ? `Try ${Math.min(file.attempt + 1, file.maxAttempts)} of ${file.maxAttempts}` : 'Looks again';
  return { state, detail: file.retryAt > nowMs ? `${next} in ${formatCountdown(file.retryAt, nowMs)}` : `${next} now` };
}

function failed(file: FileProgress): StatusWords {
  if (file.error === null) return { state: 'Failed', detail: 'Retry to send it again.' };
  const words = errorWords(file.error);
  return { state: words.title, detail: words.remedy };
}
