import { byteUnitFor, inByteUnit } from './byte-units.ts';
import { formatDecimal } from './format-decimal.ts';
import { unknownValue } from './unknown-value.ts';

/** Bytes per second for people: `9.6 MB/s`, and from 10 on without a fraction, `41 MB/s`, so that it does not flicker; `–` when not known. */
export function formatSpeed(bytesPerSecond: number | null): string {
  if (bytesPerSecond === null || !Number.isFinite(bytesPerSecond)) return unknownValue;
  const unit = byteUnitFor(bytesPerSecond);
  const tenths = Math.round(inByteUnit(bytesPerSecond, unit) * 10) / 10;
  return `${formatDecimal(tenths, unit === 'B' || tenths >= 10 ? 0 : 1)} ${unit}/s`;
}
