import type { CrashState, CrashStates, Fates } from './crash-state.ts';
import { nothingKept, randomFates } from './random-fates.ts';
import { seededNumbers } from './seeded-numbers.ts';

/** One power loss: after how many operations, and what the disk did with those that were not synced. */
export interface PowerLoss {
  /** Makes the very same one again. */
  readonly seed: number;
  readonly cut: number;
  readonly fates: Fates;
}

/** The power loss of a seed: often right after something was told, which is when most can be lost of what people know. */
export function powerLossOf({ operations }: Pick<CrashStates, 'operations'>, seed: number): PowerLoss {
  const next = seededNumbers(seed);
  const marks = operations.flatMap(({ kind }, index) => (kind === 'mark' ? [index] : []));
  const mark = marks[Math.floor(next() * marks.length)];
  const isRightAfter = next() < 0.5 && mark !== undefined;
  const cut = isRightAfter ? mark + 1 : Math.floor(next() * (operations.length + 1));
  const isWorst = isRightAfter && next() < 0.5;
  return { seed, cut, fates: isWorst ? nothingKept : randomFates(seed ^ 0x5f5f5f5f, cut) };
}

/** The disk after it. */
export function diskAfter(states: CrashStates, { cut, fates }: PowerLoss): CrashState {
  return states.at(cut, fates);
}
