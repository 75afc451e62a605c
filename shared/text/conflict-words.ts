import type { BatchConflicts, ConflictChoice, PolicyEffects } from '../conflict.ts';
import type { BatchProgress } from '../progress.ts';
import type { ConflictPolicy } from '../upload.ts';
import { countOf } from './count-of.ts';
import { formatBytes } from './format-bytes.ts';
import { formatCount } from './format-count.ts';

export interface PolicyWords {
  readonly name: string;
  /** What exactly it does, in a sentence. */
  readonly meaning: string;
}

const policies: Readonly<Record<ConflictPolicy, PolicyWords>> = {
  overwrite: { name: 'Replace all', meaning: 'What is there is replaced, whatever it is.' },
  'skip-same': { name: 'Skip what is the same', meaning: 'The same size and not older there counts as the same. The rest is replaced.' },
  skip: { name: 'Skip all that are there', meaning: 'What is there stays as it is.' },
  newer: { name: 'Replace only older ones', meaning: 'Replaced is what is older there by more than two seconds.' },
  rename: { name: 'Keep both', meaning: 'The new ones get a number: photo (2).jpg.' },
  ask: { name: 'Decide one by one', meaning: 'Only files that you decide below begin. The others go on waiting.' },
};

/** What a policy is called and does. */
export function policyWords(policy: ConflictPolicy): PolicyWords {
  return policies[policy];
}

const choices: Readonly<Record<ConflictChoice, string>> = { overwrite: 'Replace', skip: 'Skip', rename: 'Keep both' };

/** What becomes of one file. */
export function choiceWords(choice: ConflictChoice): string {
  return choices[choice];
}

/** What a policy would do, in numbers: `replace 12 (3.4 GB), skip 26 (88.0 MB)`; empty for nothing. */
export function effectsSentence(effects: PolicyEffects): string {
  const parts = (
    [
      ['overwrite', 'replace'],
      ['skip', 'skip'],
      ['rename', 'keep both of'],
    ] as const
  )
    .filter(([choice]) => effects[choice] > 0)
    .map(([choice, verb]) => `${verb} ${formatCount(effects[choice])} (${formatBytes(effects.bytes[choice])})`);
  return parts.join(', ');
}

/** How many of a batch are there already: `38 of 10,000 files are there already`. */
export function alreadyThere({ total, conflicts }: Pick<BatchProgress, 'total' | 'conflicts'>): string {
  const asked = conflicts?.asked ?? 0;
  if (total === 1) return 'The file is there already';
  return `${formatCount(asked)} of ${countOf(total, 'file')} ${asked === 1 ? 'is' : 'are'} there already`;
}

/** A batch waits for a person, and it is known about what. */
export function needsDecision(conflicts: BatchConflicts | undefined): boolean {
  return conflicts !== undefined && conflicts.asked > 0 && conflicts.looking === 0;
}
