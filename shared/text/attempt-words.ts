import type { Attempt } from '../attempt.ts';
import { say } from '../language/say.ts';
import { errorWords } from './error-words.ts';
import { formatBytes } from './format-bytes.ts';
import { formatDecimal } from './format-decimal.ts';
import { formatElapsed } from './format-elapsed.ts';
import type { Tone } from './tone.ts';

export interface AttemptWords {
  /** How it ended. */
  readonly title: string;
  readonly tone: Tone;
  /** `< 0.1 s`, `0.4 s`, `12 s`, `3 h 20 min`. */
  readonly took: string;
  /** What the destination had confirmed before and after. */
  readonly bytes: string;
  /** The pause until the next one; null after the last. */
  readonly waited: string | null;
}

/** One try at a file in words; `next` is the one after it. */
export function attemptWords(attempt: Attempt, next: Attempt | null): AttemptWords {
  const { startedAt, endedAt, bytesFrom, bytesTo } = attempt;
  return {
    title: titleOf(attempt),
    tone: attempt.outcome === 'finished' ? 'done' : attempt.outcome === 'error' ? 'failed' : 'idle',
    took: passed(endedAt - startedAt),
    bytes: bytesFrom === bytesTo ? formatBytes(bytesTo) : `${formatBytes(bytesFrom)} → ${formatBytes(bytesTo)}`,
    waited: next === null ? null : passed(Math.max(0, next.startedAt - endedAt)),
  };
}

function titleOf({ outcome, error }: Attempt): string {
  if (error !== null) return errorWords(error).title;
  return say(outcome === 'finished' ? 'Arrived' : 'Stopped: paused, cancelled or Gantry ended');
}

function passed(ms: number): string {
  if (ms < 100) return `< ${tenths(0.1)}`;
  return ms < 1_000 ? tenths(Math.floor(ms / 100) / 10) : formatElapsed(ms / 1_000);
}

function tenths(seconds: number): string {
  return say('{seconds} s', { seconds: formatDecimal(seconds, 1) });
}
