import { say } from '../language/say.ts';
import { byteUnitFor, inByteUnit } from './byte-units.ts';
import { formatBytes } from './format-bytes.ts';
import { formatCount } from './format-count.ts';
import { formatDecimal } from './format-decimal.ts';

/**
 * How much of how much, in the unit of the whole: `88.1 of 142 GB`.
 * The part is rounded down, so that it never reads like the whole before it is; a part too small for that unit keeps its own.
 */
export function formatBytesPair(partBytes: number, wholeBytes: number): string {
  const whole = formatBytes(wholeBytes);
  if (partBytes >= wholeBytes) return of(whole.slice(0, whole.indexOf(' ')), whole);
  if (partBytes <= 0) return of('0', whole);
  const unit = byteUnitFor(wholeBytes);
  const value = inByteUnit(partBytes, unit);
  if (unit === 'B') return of(formatCount(Math.floor(partBytes)), whole);
  if (value < 0.1) return of(formatBytes(partBytes), whole);
  const shown = value >= 100 ? formatDecimal(Math.floor(value), 0) : formatDecimal(Math.floor(value * 10) / 10, 1);
  return of(shown, whole);
}

function of(part: string, whole: string): string {
  return say('{part} of {whole}', { part, whole });
}
