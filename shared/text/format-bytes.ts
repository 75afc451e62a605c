import type { ByteUnit } from './byte-units.ts';
import { byteUnitFor, inByteUnit } from './byte-units.ts';
import { formatDecimal } from './format-decimal.ts';
import { unknownValue } from './unknown-value.ts';

/** Bytes for people, in decimal units with about three digits: `48.1 MB`, `142 GB`, `512 B`; `–` for a size that is not known. */
export function formatBytes(bytes: number | null): string {
  if (bytes === null || !Number.isFinite(bytes)) return unknownValue;
  const unit = byteUnitFor(bytes);
  return `${digits(inByteUnit(bytes, unit), unit)} ${unit}`;
}

function digits(value: number, unit: ByteUnit): string {
  return unit === 'B' || value >= 99.95 ? formatDecimal(value, 0) : formatDecimal(value, 1);
}
