import type { Condition } from '../condition.ts';
import { say } from '../language/say.ts';
import type { FileProgress, HeldDestination } from '../progress.ts';
import { conditionWaitWords } from './condition-wait-words.ts';
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

/** What a file that has not begun waits for: its destination, or this computer's state; null: nothing, or not known. */
export interface HeldBy {
  readonly hold: Pick<HeldDestination, 'reason' | 'error'> | null;
  /** A state that holds files back; a slower line is none. */
  readonly condition: Condition | null;
}

const heldByNothing: HeldBy = { hold: null, condition: null };

/** The state of one file in words, at a time in milliseconds since the epoch. */
export function statusWords(file: FileProgress, nowMs: number, { hold, condition }: HeldBy = heldByNothing): StatusWords {
  switch (fileStateOf(file, nowMs)) {
    case 'queued':
      if (hold !== null) return { state: say('Queued'), detail: holdWords(hold.reason, hold.error).title };
      return condition === null ? { state: say('Queued'), detail: turnWords(file) } : conditionWaitWords(condition);
    case 'checking':
      return { state: say('Checking'), detail: file.bytesConfirmed > 0 ? say('Asks the server what it has') : say('Opens the file') };
    case 'changed':
      return { state: say('File changed'), detail: say('Will upload again by itself') };
    case 'uploading':
      return uploading(file);
    case 'stalled':
      return {
        state: say('{silence} for {time}', { silence: silence(file), time: formatElapsed(silentMsOf(file, nowMs) / 1000) }),
        detail: say('Reconnects by itself'),
      };
    case 'verifying':
      return { state: say('Verifying'), detail: verifying(silentMsOf(file, nowMs)) };
    case 'retrying':
    case 'waiting':
    case 'needs-person':
      if (file.status === 'queued') return { state: say('Needs your decision'), detail: say('The name is taken there') };
      return file.status === 'waiting' ? waiting(file, nowMs) : betweenAttempts(file);
    case 'paused':
      return {
        state:
          file.progressPercentage > 0
            ? say('Paused at {percentage}', { percentage: formatPercentage(file.progressPercentage) })
            : say('Paused'),
        detail: say('Resume to go on'),
      };
    case 'verified':
    case 'done': {
      const { state, detail } = verificationWords(file.verification ?? 'accepted');
      return { state, detail: file.settledAt === null ? detail : `${detail} · ${formatAgo(file.settledAt, nowMs)}` };
    }
    case 'skipped':
      return { state: say('Skipped'), detail: skipped(file) };
    case 'failed':
      return failed(file);
    case 'cancelled':
      return { state: say('Cancelled'), detail: say('Retry to send it after all') };
  }
}

function turnWords({ conflict }: FileProgress): string {
  return conflict === 'looking' ? say('Looks whether the name is taken') : say('Waits for its turn');
}

/** The attempt failed and the next has not begun: what was wrong stands there meanwhile. */
function betweenAttempts(file: FileProgress): StatusWords {
  const state = file.error === null ? waitReasonWords('retry').title : errorWords(file.error).title;
  const next = Math.min(file.attempt + 1, file.maxAttempts);
  return { state, detail: say('Try {next} of {most} in a moment', { next, most: file.maxAttempts }) };
}

/** Once all is out it is the server's turn. */
function silence({ bytesSent, fileSize }: FileProgress): string {
  return bytesSent > 0 && bytesSent >= fileSize ? say('No answer') : say('No data');
}

function uploading(file: FileProgress): StatusWords {
  const extra = extraOf(file) ?? formatBytesPair(file.bytesSent, file.fileSize);
  if (file.bytesSent === 0) return { state: say('Starting'), detail: extraOf(file) ?? say('Connects to the destination') };
  if (file.speedBytesPerSecond === null) return { state: say('Uploading'), detail: extra };
  const left = file.secondsLeft === null ? say('calculating') : say('{time} left', { time: formatDuration(file.secondsLeft) });
  return { state: `${formatSpeed(file.speedBytesPerSecond)} · ${left}`, detail: extra };
}

function extraOf(file: FileProgress): string | null {
  if (file.attempt > 1) return tryOf(file.attempt, file.maxAttempts);
  if (file.sourceChanged) return say('File changed: sends it as it is now');
  return file.startedOver ? say('Started over: the server lost the beginning') : null;
}

function tryOf(next: number, most: number): string {
  return say('Try {next} of {most}', { next, most });
}

function verifying(silentMs: number): string {
  return silentMs < stalledAfterMs
    ? say('Compares what arrived')
    : say('No answer for {time}, still waiting', { time: formatElapsed(silentMs / 1000) });
}

function waiting(file: FileProgress, nowMs: number): StatusWords {
  const reason = file.waitReason ?? 'retry';
  const words = waitReasonWords(reason);
  const belongsToFile = reason === 'retry' || reason === 'server-busy';
  const isTold = belongsToFile || words.needsPerson;
  const state = isTold && file.error !== null ? errorWords(file.error).title : words.title;
  if (words.needsPerson) return { state, detail: holdWords(reason, file.error).remedy };
  if (file.retryAt === null) return { state, detail: words.remedy };
  const next = belongsToFile ? tryOf(Math.min(file.attempt + 1, file.maxAttempts), file.maxAttempts) : say('Looks again');
  return {
    state,
    detail:
      file.retryAt > nowMs
        ? say('{what} in {time}', { what: next, time: formatCountdown(file.retryAt, nowMs) })
        : say('{what} now', { what: next }),
  };
}

function skipped(file: FileProgress): string {
  if (file.error === null) return say('The destination has it already');
  return file.error.code === 'duplicate' ? say('Sent before, so not sent again') : errorWords(file.error).title;
}

function failed(file: FileProgress): StatusWords {
  if (file.error === null) return { state: say('Failed'), detail: say('Retry to send it again.') };
  const words = errorWords(file.error);
  return { state: words.title, detail: words.remedy };
}
