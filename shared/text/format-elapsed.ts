import { say } from '../language/say.ts';
import { sayCount } from '../language/say-count.ts';

/** A time that has passed, in seconds, for people: `4 s`, `58 min`, `3 h 20 min`, `2 days`. It is known, so there is no "about". */
export function formatElapsed(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 60) return say('{seconds} s', { seconds: whole });
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return say('{minutes} min', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return sayCount(Math.round(hours / 24), '{count} day', '{count} days');
  return minutes % 60 === 0 ? say('{hours} h', { hours }) : say('{hours} h {minutes} min', { hours, minutes: minutes % 60 });
}
