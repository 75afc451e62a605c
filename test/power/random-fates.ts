import type { Fate, Fates } from './crash-state.ts';
import { seededNumbers } from './seeded-numbers.ts';

/** The disk forgot everything that was not synced: the worst for what was told. */
export const nothingKept: Fates = () => 'dropped';

/** The program was killed, and the machine was not. */
export const everythingKept: Fates = () => 'kept';

/** From few to many operations that are not synced; more are hardly ever under way. */
const longestTail = 64;

/**
 * What a disk may do, by chance, the same for the same seed: forget everything; keep everything up to some operation, which may be torn, and
 * nothing after it; or keep, drop and tear each for itself, so that later writes are there without earlier ones.
 */
export function randomFates(seed: number, cut: number): Fates {
  const next = seededNumbers(seed);
  const sectorBytes = next() < 0.5 ? 512 : 4_096;
  const torn = (): Fate => ({ kind: 'torn', sectorBytes, keeps: () => next() < 0.5 });
  const manner = next();
  if (manner < 0.1) return nothingKept;
  if (manner < 0.4) {
    const lastKept = cut - 1 - Math.floor(next() * longestTail);
    return (_operation, index) => {
      if (index === lastKept) return torn();
      return index < lastKept ? 'kept' : 'dropped';
    };
  }
  const keptShare = 0.1 + 0.8 * next();
  return (operation) => {
    if (operation.kind === 'write' && next() < 0.15) return torn();
    return next() < keptShare ? 'kept' : 'dropped';
  };
}
