import { commandNames } from '../../../electron/terminal/command.ts';
import { optionNames } from '../../../electron/terminal/options.ts';
import { parseArguments } from '../../../electron/terminal/parse-arguments.ts';
import { UsageError } from '../../../electron/terminal/usage-error.ts';
import type { FuzzTarget } from '../parts/fuzz-target.ts';
import { mutateBytes } from '../parts/mutate-bytes.ts';
import { oddText } from '../parts/odd-values.ts';
import type { SeededRandom } from '../parts/seeded-random.ts';

export const planted = 'hunter2';
const values = [
  'photos',
  '10M',
  '0',
  '8',
  '-1',
  'rename',
  'failed',
  '1e9',
  '',
  'tus+https://host.test/files/',
  `tus+https://me:${planted}@host.test/files/`,
  `put+http://:${planted}@host.test/`,
  `TUS+HTTPS://me:${planted}@host.test`,
];

/** A command line that is nearly one of ours. */
export function argumentLine(random: SeededRandom): readonly string[] {
  const word = (): string => {
    switch (random.below(6)) {
      case 0:
        return random.pick(commandNames);
      case 1:
        return `--${random.pick(optionNames)}`;
      case 2:
        return `--${random.pick(optionNames)}=${random.pick(values)}`;
      case 3:
        return random.pick(values);
      case 4:
        return oddText(random);
      default:
        return mutateBytes(Buffer.from(`--${random.pick(optionNames)}`), random, 2).toString('utf8');
    }
  };
  const first = random.oneIn(5) ? word() : random.pick(commandNames);
  return [first, ...Array.from({ length: random.below(7) }, word)];
}

/** The words of a command line: a command or a clear word of what is wrong, and never a secret said back. */
export const argumentsTarget: FuzzTarget = {
  name: 'arguments',
  open: async () => ({
    runCase: async (random) => {
      const words = argumentLine(random);
      const parsed = parseArguments(words);
      if (parsed.ok) {
        const { command } = parsed;
        const addresses = ['to', 'url', 'destinationName'].map((key) => String((command as unknown as Record<string, unknown>)[key] ?? ''));
        if (addresses.some((address) => address.includes(`:${planted}@`))) throw new Error(`a secret was taken: ${JSON.stringify(words)}`);
        return;
      }
      if (!(parsed.error instanceof UsageError) || parsed.error.message.trim() === '')
        throw new Error(`no word for ${JSON.stringify(words)}`);
      if (parsed.error.message.includes(planted)) throw new Error(`a secret was said back: ${parsed.error.message}`);
    },
    close: async () => undefined,
  }),
};
