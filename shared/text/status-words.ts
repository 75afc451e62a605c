import type { FileProgress, HeldDestination } from '../progress.ts';
import { errorWords } from './error-words.ts';
import { fileStateOf, silentMsOf, stalledAfterMs } from './file-state.ts';
import { formatAgo } from './format-ago.ts';
import { formatBytesPair } from './format-bytes-pair.ts';
import { formatCountdown } from './format-countdown.ts';
import { formatDuration } from './format-duration.ts';
import { formatElapsed } from './format-elapsed.ts';
import { formatPercentage } from './format-percentage.ts';
import { formatSpeed } from './format-speed.ts';
import { holdWords } from './hold-words.ts';
import { verificationWords } from './verification-words.ts';
import { waitReasonWords } from './wait-reason-words.ts';

export interface StatusWords {
  /** Where the file stands, in a few words. */
  readonly state: string;
  /** What belongs to it: how much of it, the next try, what to do. */
  readonly detail: string;
}

/** The state of one file in words, at a time in milliseconds since the epoch. `hold`: its destination's, where that is known. */
export function statusWords(file: FileProgress, nowMs: number, hold: Pick<HeldDestination, 'reason' | 'error'> | null = null): StatusWords {
  switch (fileStateOf(file, nowMs)) {
    case 'queued':
      return { state: 'Queued', detail: hold === null ? turnWords(file) : holdWords(hold.reason, hold.error).title };
    case 'checking':
      return { state: 'Checking', detail: file.bytesConfirmed > 0 ? 'Asks the server what it has' : 'Opens the file' };
    case 'changed':
      return { state: 'File changed', detail: 'Will upload again by itself' };
    case 'uploading':
      return uploading(file);
    case 'stalled':
      return { state: `${silence(file)} for ${formatElapsed(silentMsOf(file, nowMs) / 1000)}`, detail: 'Reconnects by itself' };
    case 'verifying':
      return { state: 'Verifying', detail: verifying(silentMsOf(file, nowMs)) };
    case 'retrying':
    case 'waiting':
    case 'needs-person':
      if (file.status === 'queued') return { state: 'Needs your decision', detail: 'The name is taken there' };
      return file.status === 'waiting' ? waiting(file, nowMs) : betweenAttempts(file);
    case 'paused':
      return {
        state: file.progressPercentage > 0 ? `Paused at ${formatPercentage(file.progressPercentage)}` : 'Paused',
        detail: 'Resume to go on',
      };
    case 'verified':
    case 'done': {
      const { state, detail } = verificationWords(file.verification ?? 'accepted');
      return { state, detail: file.settledAt === null ? detail : `${detail} · ${formatAgo(file.settledAt, nowMs)}` };
    }
    case 'skipped':
      return { state: 'Skipped', detail: skipped(file) };
    case 'failed':
      return failed(file);
    case 'cancelled':
      return { state: 'Cancelled', detail: 'Retry to send it after all' };
  }
}

function turnWords({ conflict }: FileProgress): string {
  return conflict === 'looking' ? 'Looks whether the name is taken' : 'Waits for its turn';
}

/** The attempt failed and the next has not begun: what was wrong stands there meanwhile. */
function betweenAttempts(file: FileProgress): StatusWords {
  const state = file.error === null ? waitReasonWords('retry').title : errorWords(file.error).title;
  const next = Math.min(file.attempt + 1, file.maxAttempts);
  return { state, detail: `Try ${next} of ${file.maxAttempts} in a moment` };
}

/** Once all is out it is the server's turn. */
function silence({ bytesSent, fileSize }: FileProgress): string {
  return bytesSent > 0 && bytesSent >= fileSize ? 'No answer' : 'No data';
}

function uploading(file: FileProgress): StatusWords {
  const extra = extraOf(file) ?? formatBytesPair(file.bytesSent, file.fileSize);
  if (file.bytesSent === 0) return { state: 'Starting', detail: extraOf(file) ?? 'Connects to the destination' };
  if (file.speedBytesPerSecond === null) return { state: 'Uploading', detail: extra };
  const left = file.secondsLeft === null ? 'calculating' : `${formatDuration(file.secondsLeft)} left`;
  return { state: `${formatSpeed(file.speedBytesPerSecond)} · ${left}`, detail: extra };
}

function extraOf(file: FileProgress): string | null {
  if (file.attempt > 1) return `Try ${file.attempt} of ${file.maxAttempts}`;
  if (file.sourceChanged) return 'File changed: sends it as it is now';
  return file.startedOver ? 'Started over: the server lost the beginning' : null;
}

function verifying(silentMs: number): string {
  return silentMs < stalledAfterMs ? 'Compares what arrived' : `No answer for ${formatElapsed(silentMs / 1000)}, still waiting`;
}

function waiting(file: FileProgress, nowMs: number): StatusWords {
  const reason = file.waitReason ?? 'retry';
  const words = waitReasonWords(reason);
  const belongsToFile = reason === 'retry' || reason === 'server-busy';
  const isTold = belongsToFile || words.needsPerson;
  const state = isTold && file.error !== null ? errorWords(file.error).title : words.title;
  if (words.needsPerson) return { state, detail: holdWords(reason, file.error).remedy };
  if (file.retryAt === null) return { state, detail: words.remedy };
  const next = belongsToFile ? `Try ${Math.min(file.attempt + 1, file.maxAttempts)} of ${file.maxAttempts}` : 'Looks again';
  return { state, detail: file.retryAt > nowMs ? `${next} in ${formatCountdown(file.retryAt, nowMs)}` : `${next} now` };
}

function skipped(file: FileProgress): string {
  if (file.error === null) return 'The destination has it already';
  return file.error.code === 'duplicate' ? 'Sent before, so not sent again' : errorWords(file.error).title;
}

function failed(file: FileProgress): StatusWords {
  if (file.error === null) return { state: 'Failed', detail: 'Retry to send it again.' };
  const words = errorWords(file.error);
  return { state: words.title, detail: words.remedy };
}
