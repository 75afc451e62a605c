import { parseArgs } from 'node:util';
import type { KillTarget } from './kill-target.ts';
import { killTargets } from './kill-targets.ts';

export interface KillOptions {
  readonly rounds: number;
  /** Of the first round; the n-th has this number + n. */
  readonly seed: number;
  readonly targets: readonly KillTarget[];
  /** Rounds side by side. */
  readonly lanes: number;
  /** Where what a failing round did is written to; null: nowhere. */
  readonly evidenceFolder: string | null;
  /** Where results are added to; the report is of all that it holds. null: of this run alone. */
  readonly resultsFile: string | null;
}

export const killUsage = `npm run test:kill -- [options]
  --rounds N      rounds at each destination (20)
  --seed S        of the first round; a failing round is replayed with its own seed and --rounds 1 (by the clock)
  --only NAMES    some of ${killTargets.map(({ name }) => `"${name}"`).join(', ')}; separated by semicolons
  --lanes N       rounds side by side (1)
  --evidence DIR  writes every request of a failing or slow round to a file there
  --results FILE  adds the results to those of earlier runs, and reports them all: for long runs in pieces`;

/** Reads the words after `npm run test:kill --`; throws with words for people where they make no sense. */
export function killOptionsFrom(words: readonly string[], now: number): KillOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rounds: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(now % 1_000_000_000) },
      only: { type: 'string' },
      lanes: { type: 'string', default: '1' },
      evidence: { type: 'string' },
      results: { type: 'string' },
    },
  });
  return {
    rounds: wholeNumber('--rounds', values.rounds),
    seed: wholeNumber('--seed', values.seed),
    targets: values.only === undefined ? killTargets : values.only.split(';').map(targetNamed),
    lanes: wholeNumber('--lanes', values.lanes),
    evidenceFolder: values.evidence ?? null,
    resultsFile: values.results ?? null,
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${option} takes a whole number, and not "${text}".\n${killUsage}`);
  return Number(text);
}

function targetNamed(name: string): KillTarget {
  const found = killTargets.find((target) => target.name === name.trim());
  if (found === undefined) throw new Error(`There is no destination "${name}".\n${killUsage}`);
  return found;
}
