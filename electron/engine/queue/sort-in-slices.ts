import { betweenSlices } from './between-slices.ts';

/** So many are sorted, and then merged, before everything else has its turn. */
const itemsPerSlice = 4_000;

/** As `toSorted`; a hundred thousand names hold nobody up. */
export async function sortInSlices<Item>(items: readonly Item[], compare: (one: Item, other: Item) => number): Promise<readonly Item[]> {
  let runs: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += itemsPerSlice) {
    if (start > 0) await betweenSlices();
    runs.push(items.slice(start, start + itemsPerSlice).sort(compare));
  }
  while (runs.length > 1) {
    const merged: (readonly Item[])[] = [];
    for (let index = 0; index < runs.length; index += 2) merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? [], compare));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<Item>(ones: readonly Item[], others: readonly Item[], compare: (one: Item, other: Item) => number): Promise<Item[]> {
  const merged: Item[] = [];
  let [one, other] = [0, 0];
  while (one < ones.length || other < others.length) {
    if (merged.length % itemsPerSlice === itemsPerSlice - 1) await betweenSlices();
    const takesOne = other >= others.length || (one < ones.length && compare(ones[one] as Item, others[other] as Item) <= 0);
    merged.push((takesOne ? ones[one++] : others[other++]) as Item);
  }
  return merged;
}
