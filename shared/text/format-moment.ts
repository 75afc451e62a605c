import { spoken } from '../language/spoken.ts';

/** A moment for people, in their own time zone unless another is named: `25 Nov 2026, 14:32:07`. Milliseconds since the epoch. */
export function formatMoment(atMs: number, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat(spoken().locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return parts.format(atMs);
}
