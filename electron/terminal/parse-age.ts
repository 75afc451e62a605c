const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds in `30m`, `12h`, `7d`, `2w`; null for anything else. */
export function parseAge(text: string): number | null {
  const match = /^(\d{1,5})([mhdw])$/i.exec(text.trim());
  const unitMs = unitsMs[(match?.[2] ?? '').toLowerCase()];
  return unitMs === undefined ? null : Number(match?.[1]) * unitMs;
}
