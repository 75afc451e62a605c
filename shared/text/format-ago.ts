import { say } from '../language/say.ts';
import { formatElapsed } from './format-elapsed.ts';

/** When something was, seen from now: `just now`, `2 min ago`, `3 h 20 min ago`. Milliseconds since the epoch. */
export function formatAgo(atMs: number, nowMs: number): string {
  const seconds = (nowMs - atMs) / 1000;
  return seconds < 60 ? say('just now') : say('{time} ago', { time: formatElapsed(seconds) });
}
