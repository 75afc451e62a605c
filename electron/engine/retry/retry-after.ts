import { longestWaitMs } from '../../../shared/longest-wait-ms.ts';

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Milliseconds to wait, from the value of a `Retry-After` header (RFC 9110 §10.2.3): seconds, or an HTTP date seen from
 * `nowMs` (milliseconds since the epoch). null for nothing or garbage; 0 for what is over; never more than 24 hours.
 */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | null {
  const text = value?.trim() ?? '';
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return bounded(Number(text) * 1000);
  const dateMs = parseHttpDate(text);
  return dateMs === null ? null : bounded(dateMs - nowMs);
}

/**
 * Milliseconds since the epoch of an HTTP date in any of its three forms (RFC 9110 §5.6.7); null for anything else.
 * `Date.parse` is no help: it makes a date of almost every text that holds a digit.
 */
export function parseHttpDate(text: string): number | null {
  const fixed = /^[A-Z][a-z]{2}, (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text);
  if (fixed !== null) return utc(fixed[3], fixed[2], fixed[1], fixed[4], fixed[5], fixed[6]);
  const obsolete = /^[A-Z][a-z]{5,8}, (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/.exec(text);
  if (obsolete !== null) return utc(fullYear(obsolete[3]), obsolete[2], obsolete[1], obsolete[4], obsolete[5], obsolete[6]);
  const ansi = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/.exec(text);
  if (ansi !== null) return utc(ansi[6], ansi[1], ansi[2], ansi[3], ansi[4], ansi[5]);
  return null;
}

function bounded(waitMs: number): number {
  return Math.min(longestWaitMs, Math.max(0, Math.ceil(waitMs)));
}

function fullYear(twoDigits: string | undefined): string {
  return Number(twoDigits) < 70 ? `20${twoDigits}` : `19${twoDigits}`;
}

function utc(...[year, monthName, day, hour, minute, second]: (string | undefined)[]): number | null {
  const month = monthNames.indexOf(monthName ?? '');
  if (month < 0 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  return Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
}
