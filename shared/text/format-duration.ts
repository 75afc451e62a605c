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
  if (whole < minute) return `${whole} s`;
  if (whole < hour - minute / 2) return `about ${Math.round(whole / minute)} min`;
  if (whole < 10 * hour) return `about ${hoursAndMinutes(whole)}`;
  if (whole < 2 * day) return `about ${Math.round(whole / hour)} h`;
  return `about ${Math.round(whole / day)} days`;
}

function hoursAndMinutes(seconds: number): string {
  const inFives = Math.round(seconds / (5 * minute)) * 5;
  const hours = Math.floor(inFives / 60);
  const minutes = inFives % 60;
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}
