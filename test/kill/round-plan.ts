import type { TreeFile } from '../files/make-tree.ts';
import { oddNames } from '../files/odd-names.ts';
import type { KillMoment } from './kill-moment.ts';
import type { SeededRandom } from './seeded-random.ts';
import { seededRandom } from './seeded-random.ts';

/** What one round does; all of it follows from the seed. */
export interface RoundPlan {
  readonly seed: number;
  readonly files: readonly TreeFile[];
  readonly concurrency: number;
  readonly kills: readonly KillMoment[];
}

const kibibyte = 1024;
const mebibyte = 1024 * 1024;
const largestBytes = 200 * mebibyte;
/** A round in so many has a file of 50 to 200 MiB. */
const roundsPerLargeFile = 20;

/** Files of 0 bytes to 200 MiB with odd names, and two to five kills. */
export function roundPlanOf(seed: number): RoundPlan {
  const random = seededRandom(seed);
  const files = Array.from({ length: random.between(4, 40) }, (_, index) => fileOf(index, random));
  if (random.chance(1 / roundsPerLargeFile)) files.push({ path: 'film.mov', sizeBytes: random.between(50 * mebibyte, largestBytes) });
  return {
    seed,
    files,
    concurrency: random.between(1, 8),
    kills: Array.from({ length: random.between(2, 5) }, () => momentOf(files.length, random)),
  };
}

function fileOf(index: number, random: SeededRandom): TreeFile {
  const folder = random.pick(['', 'a/', 'a/b/', 'ü ö/', 'deep/er/and/deeper/']);
  // The number makes every path unique, also where a file system takes two spellings for one; the longest names have no room for it.
  const odd = random.pick(oddNames);
  const path = random.chance(0.5) && Buffer.byteLength(odd) < 200 ? `${folder}${index} ${odd}` : `${folder}${index}.bin`;
  return { path, sizeBytes: sizeOf(random) };
}

function sizeOf(random: SeededRandom): number {
  const draw = random.fraction();
  if (draw < 0.08) return 0;
  if (draw < 0.45) return random.between(1, 64 * kibibyte);
  if (draw < 0.75) return random.between(64 * kibibyte, mebibyte);
  if (draw < 0.97) return random.between(mebibyte, 5 * mebibyte);
  return random.between(5 * mebibyte, 24 * mebibyte);
}

/** Weighted towards the moments at which something is decided. */
function momentOf(fileCount: number, random: SeededRandom): KillMoment {
  const draw = random.fraction();
  const nth = random.between(1, fileCount);
  if (draw < 0.18) return { kind: 'start-up', delayMs: random.between(0, 600) };
  if (draw < 0.43) return { kind: 'commit', nth: random.between(1, 40), delayMs: random.pick([0, 0, 0, 1, 2, 5]) };
  if (draw < 0.6) return { kind: 'part-middle', nth, share: random.fraction() };
  if (draw < 0.82) return { kind: 'part-end', nth, delayMs: random.pick([0, 0, 1, 2, 4, 10, 30]) };
  if (draw < 0.94) return { kind: 'completion', nth, delayMs: random.pick([0, 0, 1, 5, 20]) };
  return { kind: 'any', delayMs: random.between(200, 2_000) };
}
