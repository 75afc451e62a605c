import { parseArgs } from 'node:util';
import type { WorkName } from './work-names.ts';
import { workNames } from './work-names.ts';

export interface BenchOptions {
  /** Counted runs of each client, after one that warms up and is not counted. */
  readonly rounds: number;
  readonly only: readonly WorkName[];
  /** Bytes of the large file. */
  readonly largeBytes: number;
  /** How many small files. */
  readonly smallCount: number;
  /** Milliseconds that each trip to the server and back takes more than it does on this machine. */
  readonly roundTripMs: number;
  readonly wantsHelp: boolean;
}

export const benchUsage = `npm run bench -- [options]
  --rounds N      counted runs of each client after one warm-up (3)
  --only NAMES    some of ${workNames.join(', ')}; separated by commas
  --size BYTES    of the large file, such as 64M (1G)
  --count N       of the small files of 16 KiB (5000)
  --round-trip MS of the line to the server, as one far away has (0)`;

const unitBytes: Readonly<Record<string, number>> = { '': 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

/** Reads the words after `npm run bench --`; throws with words for people where they make no sense. */
export function benchOptionsFrom(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rounds: { type: 'string', default: '3' },
      only: { type: 'string', default: workNames.join(',') },
      size: { type: 'string', default: '1G' },
      count: { type: 'string', default: '5000' },
      'round-trip': { type: 'string', default: '0' },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    rounds: positive('--rounds', values.rounds, /^\d+$/),
    only: values.only.split(',').map(workNamed),
    largeBytes: positive('--size', values.size, /^\d+[KMG]?$/),
    smallCount: positive('--count', values.count, /^\d+$/),
    roundTripMs: values['round-trip'] === '0' ? 0 : positive('--round-trip', values['round-trip'], /^\d+$/),
    wantsHelp: values.help,
  };
}

function positive(option: string, text: string, shape: RegExp): number {
  const number = shape.test(text) ? Number.parseInt(text, 10) * (unitBytes[text.replace(/\d+/, '')] ?? 0) : 0;
  if (number <= 0 || !Number.isSafeInteger(number)) throw new Error(`${option} cannot be "${text}".`);
  return number;
}

function workNamed(word: string): WorkName {
  const found = workNames.find((name) => name === word);
  if (found === undefined) throw new Error(`--only knows ${workNames.join(', ')}, and not "${word}".`);
  return found;
}
