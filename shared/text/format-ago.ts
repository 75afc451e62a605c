import { say } from '../language/say.ts';
import { sayCount } from '../language/say-count.ts';
import { formatElapsed } from './format-elapsed.ts';

const hoursSaidAsDays = 48;

/** When something was, seen from now: `just now`, `2 min ago`, `3 h 20 min ago`. Milliseconds since the epoch. */
export function formatAgo(atMs: number, nowMs: number): string {
  const seconds = (nowMs - atMs) / 1000;
  if (seconds < 60) return say('just now');
  const hours = Math.floor(Math.round(Math.round(seconds) / 60) / 60);
  // Whole words are inflected after "ago" in some languages; signs of units never are.
  if (hours >= hoursSaidAsDays) return sayCount(Math.round(hours / 24), '{count} day ago', '{count} days ago');
  return say('{time} ago', { time: formatElapsed(seconds) });
}
