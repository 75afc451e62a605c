import { spoken } from '../language/spoken.ts';

/** Making one takes longer than using it, and a list uses it for every line. */
const formats = new Map<string, Intl.NumberFormat>();

/** A number with exactly `digits` digits after the point, or the comma, of the language that is spoken. */
export function formatDecimal(value: number, digits: number): string {
  const { locale } = spoken();
  const key = `${locale} ${digits}`;
  const known = formats.get(key);
  if (known !== undefined) return known.format(value);
  const made = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  formats.set(key, made);
  return made.format(value);
}
