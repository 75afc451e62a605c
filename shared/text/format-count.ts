const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A whole number for people: `1,204`. */
export function formatCount(count: number): string {
  return grouped.format(count);
}
