import { formatBytes } from './format-bytes.ts';
import { unknownValue } from './unknown-value.ts';

/** Bytes per second for people: `9.6 MB/s`, and from 10 on without a fraction, `41 MB/s`, so that it does not flicker; `–` when not known. */
export function formatSpeed(bytesPerSecond: number | null): string {
  if (bytesPerSecond === null || !Number.isFinite(bytesPerSecond)) return unknownValue;
  const [value = '', unit = ''] = formatBytes(bytesPerSecond).split(' ');
  return `${Number(value) >= 10 ? Math.round(Number(value)) : value} ${unit}/s`;
}
