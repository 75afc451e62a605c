import { byteUnitFor, inByteUnit } from './byte-units.ts';
import { formatBytes } from './format-bytes.ts';

/**
 * How much of how much, in the unit of the whole: `88.1 of 142 GB`.
 * The part is rounded down, so that it never reads like the whole before it is; a part too small for that unit keeps its own.
 */
export function formatBytesPair(partBytes: number, wholeBytes: number): string {
  const whole = formatBytes(wholeBytes);
  if (partBytes >= wholeBytes) return `${whole.slice(0, whole.indexOf(' '))} of ${whole}`;
  if (partBytes <= 0) return `0 of ${whole}`;
  const unit = byteUnitFor(wholeBytes);
  const value = inByteUnit(partBytes, unit);
  if (unit === 'B') return `${Math.floor(partBytes)} of ${whole}`;
  if (value < 0.1) return `${formatBytes(partBytes)} of ${whole}`;
  const shown = value >= 100 ? Math.floor(value).toFixed(0) : (Math.floor(value * 10) / 10).toFixed(1);
  return `${shown} of ${whole}`;
}
