/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  /** True once in `times`. */
  oneIn(times: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  bytes(count: number): Buffer;
  /** For a generator that wants a seed of its own. */
  seed(): number;
}

/** mulberry32: small, quick, and good enough to find mistakes with. */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (count: number): number => next() % Math.max(1, count);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (values) => {
      const index = below(values.length);
      const value = values[index];
      if (value === undefined && !(index in values)) throw new RangeError('nothing to pick from');
      return value as (typeof values)[number];
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => next() & 255)),
    seed: next,
  };
}
