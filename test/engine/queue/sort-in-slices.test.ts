import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortInSlices } from '../../../electron/engine/queue/sort-in-slices.ts';

const byName = (one: { readonly name: string }, other: { readonly name: string }): number => one.name.localeCompare(other.name);

it('sorts as one goes, and keeps equals in their order', async () => {
  const items = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), id: fc.nat() }), { maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(items, async (some) => {
      // Long enough for several slices.
      const long = Array.from({ length: 300 }, () => some).flat();
      expect(await sortInSlices(long, byName)).toEqual(long.toSorted(byName));
    }),
    { numRuns: 10 },
  );
});

it('lets others have their turn', async () => {
  let [turns, compared, most] = [0, 0, 0];
  let isDone = false;
  const watch = async (): Promise<void> => {
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, compared);
      compared = 0;
      turns += 1;
    }
  };
  const watching = watch();
  const items = Array.from({ length: 20_000 }, (_, index) => (index * 7_919) % 20_011);
  const sorted = await sortInSlices(items, (one, other) => {
    compared += 1;
    return one - other;
  });
  isDone = true;
  await watching;
  expect(sorted).toEqual(items.toSorted((one, other) => one - other));
  expect(turns).toBeGreaterThan(4);
  // A slice of 4,000 takes some twelve comparisons for each.
  expect(most).toBeLessThan(100_000);
});
