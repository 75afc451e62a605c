import { formatDecimal } from '../../shared/text/format-decimal.ts';

/** A number as it is typed in the language that is spoken, as one in English: `1,5` and `1.500` of German become `1.5` and `1500`. */
export function withPoint(text: string): string {
  if (!formatDecimal(0, 1).includes(',')) return text;
  return text.replace(/\.(?=\d{3}(?!\d))/g, '').replace(',', '.');
}
