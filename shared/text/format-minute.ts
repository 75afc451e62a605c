import { spoken } from '../language/spoken.ts';

/** A moment to the minute, for columns: `25 Nov 2026, 14:32`; in the reader's time zone unless another is named. Milliseconds since the epoch. */
export function formatMinute(atMs: number, timeZone?: string): string {
  return formatIn(timeZone).format(atMs);
}

/** Making one takes longer than using it, and a list uses it for every line. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string | undefined): Intl.DateTimeFormat {
  const { locale } = spoken();
  const key = `${locale} ${timeZone ?? ''}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  formats.set(key, made);
  return made;
}
