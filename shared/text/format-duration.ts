import { say } from '../language/say.ts';
import { sayCount } from '../language/say-count.ts';
import { unknownValue } from './unknown-value.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * Seconds for people: `1 s`, `45 s`, `about 22 min`, `about 3 h 20 min`, `about 2 days`; `–` when not known.
 * The longer it takes the coarser the words, as no estimate is better than that.
 */
export function formatDuration(seconds: number | null): string {
  if (seconds === null || !Number.isFinite(seconds)) return unknownValue;
  const whole = Math.max(1, Math.round(seconds));
  if (whole < minute) return say('{seconds} s', { seconds: whole });
  if (whole < hour - minute / 2) return about(say('{minutes} min', { minutes: Math.round(whole / minute) }));
  if (whole < 10 * hour) return about(hoursAndMinutes(whole));
  if (whole < 2 * day) return about(say('{hours} h', { hours: Math.round(whole / hour) }));
  return about(sayCount(Math.round(whole / day), '{count} day', '{count} days'));
}

function hoursAndMinutes(seconds: number): string {
  const inFives = Math.round(seconds / (5 * minute)) * 5;
  const hours = Math.floor(inFives / 60);
  const minutes = inFives % 60;
  return minutes === 0 ? say('{hours} h', { hours }) : say('{hours} h {minutes} min', { hours, minutes });
}

function about(time: string): string {
  return say('about {time}', { time });
}
