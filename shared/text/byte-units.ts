/** Decimal units, as file managers and network people count them. */
const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;
export type ByteUnit = (typeof units)[number];

const step = 1000;
/** Three digits: what rounds to this many of a unit is one of the next. */
const nextUnitFrom = 999.5;

/** The unit in which a number of bytes has one to three digits before the point. */
export function byteUnitFor(bytes: number): ByteUnit {
  let index = 0;
  let value = bytes;
  while (value >= (index === 0 ? step : nextUnitFrom) && index < units.length - 1) {
    value /= step;
    index += 1;
  }
  return units[index] ?? 'B';
}

/** How many of `unit` a number of bytes is, unrounded. */
export function inByteUnit(bytes: number, unit: ByteUnit): number {
  return bytes / step ** units.indexOf(unit);
}
