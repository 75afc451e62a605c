import type { Limit } from './week.ts';

const strongest = 90;
const weakest = 25;

/** The colour of a limit among those of the week: the lower it is, the stronger. No limit and the usual one have none. */
export function shadeOf(limit: Limit | 'mixed', limits: readonly Limit[]): string | undefined {
  if (typeof limit !== 'number') return undefined;
  const rates = limits.filter((each) => typeof each === 'number').sort((one, other) => one - other);
  const rank = rates.length < 2 ? 0.5 : rates.indexOf(limit) / (rates.length - 1);
  return `color-mix(in srgb, var(--accent) ${Math.round(strongest - rank * (strongest - weakest))}%, transparent)`;
}
