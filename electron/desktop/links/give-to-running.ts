import type { GivenFolder } from './given-folder.ts';
import { givenWords } from './given-words.ts';

/** Electron's message to the running app holds 32 KiB, and a longer one ends that app. */
const longestArgumentBytes = 16_384;

export interface GiveToRunningOptions {
  readonly programArguments: readonly string[];
  readonly workingDirectory: string;
  readonly isPackaged: boolean;
  readonly folder: Pick<GivenFolder, 'leave'>;
}

/**
 * Leaves what this start was given where the Gantry that runs, which may be this one, takes it up. Answers the arguments to start again with when these are too
 * many for Electron to tell the running one of; null: go on.
 */
export function giveToRunning({ programArguments, workingDirectory, isPackaged, folder }: GiveToRunningOptions): readonly string[] | null {
  const words = givenWords(programArguments, isPackaged);
  if (words.length === 0) return null;
  folder.leave({ words, workingDirectory });
  const bytes = programArguments.reduce((sum, word) => sum + Buffer.byteLength(word) + 1, 0);
  if (bytes <= longestArgumentBytes) return null;
  const [, ...rest] = programArguments;
  const end = rest.indexOf('--');
  const before = end === -1 ? rest : rest.slice(0, end);
  // In a checkout the first that is no switch is the app itself.
  return isPackaged ? before.filter((word) => word.startsWith('-')) : before;
}
