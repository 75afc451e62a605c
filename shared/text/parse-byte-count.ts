const multipliers: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  m: 1e6,
  g: 1e9,
  t: 1e12,
  ki: 2 ** 10,
  mi: 2 ** 20,
  gi: 2 ** 30,
  ti: 2 ** 40,
};

const shape = /^(\d{1,15}(?:\.\d{1,6})?) ?([kmgt]?i?)(?:b(?:\/s)?)?$/i;

/** Bytes, or bytes a second, in `500000`, `10M` (decimal, as all that Gantry shows), `1.5Gi` (binary); null for anything else, zero included. */
export function parseByteCount(text: string): number | null {
  const match = shape.exec(text.trim());
  if (match === null) return null;
  const multiplier = multipliers[(match[2] ?? '').toLowerCase()];
  if (multiplier === undefined) return null;
  const bytes = Math.round(Number(match[1]) * multiplier);
  return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : null;
}
