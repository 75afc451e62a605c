import { formatSpeed } from '../../shared/text/format-speed.ts';
import { parseByteCount } from '../../shared/text/parse-byte-count.ts';
import { withPoint } from './with-point.ts';

/** A limit as a field shows it: as words where those say it exactly, otherwise to the byte. Nothing for none. */
export function rateText(bytesPerSecond: number | null): string {
  if (bytesPerSecond === null || Number.isNaN(bytesPerSecond)) return '';
  const words = formatSpeed(bytesPerSecond);
  return parseByteCount(withPoint(words)) === bytesPerSecond ? words : `${bytesPerSecond} B/s`;
}
