import fc from 'fast-check';
import type { SeededRandom } from './seeded-random.ts';

const json = fc.jsonValue({ maxDepth: 4 });
const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true });
const texts = fc.string({ unit: 'binary', maxLength: 60 });
const sharp: readonly unknown[] = [
  null,
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  -1,
  2 ** 53,
  1e308,
  '',
  '__proto__',
  'constructor',
  'x'.repeat(100_000),
  '\ud800',
  'a\0b',
  [],
  {},
  JSON.parse('{"__proto__":{"polluted":true}}'),
  JSON.parse('{"constructor":{"prototype":{"polluted":true}}}'),
];

const one = <Value>(arbitrary: fc.Arbitrary<Value>, random: SeededRandom): Value => {
  const [value] = fc.sample(arbitrary, { seed: random.seed() | 0, numRuns: 1 });
  return value as Value;
};

export const oddJson = (random: SeededRandom): unknown => one(json, random);
export const oddText = (random: SeededRandom): string => one(texts, random);
export const oddValue = (random: SeededRandom): unknown => (random.oneIn(2) ? random.pick(sharp) : one(anything, random));

/** A copy of a plain value in which one thing, anywhere, is something else, missing or too much. */
export function nearly(value: unknown, random: SeededRandom): unknown {
  if (Array.isArray(value) && value.length > 0 && !random.oneIn(4)) {
    const index = random.below(value.length);
    return value.map((entry, at) => (at === index ? nearly(entry, random) : entry));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !random.oneIn(6)) {
    const entries = Object.entries(value);
    if (entries.length === 0 || random.oneIn(5)) return { ...value, [oddText(random)]: oddValue(random) };
    const [key] = random.pick(entries);
    if (random.oneIn(5)) return Object.fromEntries(entries.filter(([name]) => name !== key));
    return Object.fromEntries(entries.map(([name, entry]) => [name, name === key ? nearly(entry, random) : entry]));
  }
  if (typeof value === 'string' && random.oneIn(2)) return value + oddText(random);
  return oddValue(random);
}

/** The JSON of a value that may hold what JSON has no word for. */
export function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? 'null';
}
