import type { BatchConflicts, ConflictChoice, PolicyEffects } from '../conflict.ts';
import { conflictChoices } from '../conflict.ts';
import { say } from '../language/say.ts';
import { sayCount } from '../language/say-count.ts';
import type { PlainText } from '../language/text.ts';
import type { BatchProgress } from '../progress.ts';
import type { ConflictPolicy } from '../upload.ts';
import { formatBytes } from './format-bytes.ts';

export interface PolicyWords {
  readonly name: string;
  /** What exactly it does, in a sentence. */
  readonly meaning: string;
}

const policies: Readonly<Record<ConflictPolicy, { readonly [Part in keyof PolicyWords]: PlainText }>> = {
  overwrite: { name: 'Replace all', meaning: 'What is there is replaced, whatever it is.' },
  'skip-same': {
    name: 'Skip what is the same',
    meaning: 'The same size and not older there counts as the same. The rest is replaced.',
  },
  skip: { name: 'Skip all that are there', meaning: 'What is there stays as it is.' },
  newer: {
    name: 'Replace only older ones',
    meaning: 'Replaced is what is older there by more than two seconds.',
  },
  rename: { name: 'Keep both', meaning: 'The new ones get a number: photo (2).jpg.' },
  ask: {
    name: 'Decide one by one',
    meaning: 'Only files that you decide below begin. The others go on waiting.',
  },
};

/** What a policy is called and does. */
export function policyWords(policy: ConflictPolicy): PolicyWords {
  const { name, meaning } = policies[policy];
  return { name: say(name), meaning: say(meaning) };
}

const choices: Readonly<Record<ConflictChoice, PlainText>> = { overwrite: 'Replace', skip: 'Skip', rename: 'Keep both' };
const choicesWithin: Readonly<Record<ConflictChoice, PlainText>> = { overwrite: 'replace', skip: 'skip', rename: 'keep both' };

/** What becomes of one file. */
export function choiceWords(choice: ConflictChoice): string {
  return say(choices[choice]);
}

/** The same in the middle of a sentence, as after a colon. */
export function choiceWordsWithin(choice: ConflictChoice): string {
  return say(choicesWithin[choice]);
}

const effectsAtFirst = {
  overwrite: 'Replace {files} ({size})',
  skip: 'Skip {files} ({size})',
  rename: 'Keep both of {files} ({size})',
} as const satisfies Readonly<Record<ConflictChoice, string>>;

const effectsWithin = {
  overwrite: 'replace {files} ({size})',
  skip: 'skip {files} ({size})',
  rename: 'keep both of {files} ({size})',
} as const satisfies Readonly<Record<ConflictChoice, string>>;

/**
 * What a policy would do, in numbers: `replace 12 (3.4 GB), skip 26 (88.0 MB)`; empty for nothing. `place`: whether it begins a sentence
 * or stands within one.
 */
export function effectsSentence(effects: PolicyEffects, place: 'at-first' | 'within'): string {
  const parts = conflictChoices
    .filter((choice) => effects[choice] > 0)
    .map((choice, index) =>
      say(index === 0 && place === 'at-first' ? effectsAtFirst[choice] : effectsWithin[choice], {
        files: effects[choice],
        size: formatBytes(effects.bytes[choice]),
      }),
    );
  return parts.join(', ');
}

/** How many of a batch are there already: `38 of 10,000 files are there already`. */
export function alreadyThere({ total, conflicts }: Pick<BatchProgress, 'total' | 'conflicts'>): string {
  const asked = conflicts?.asked ?? 0;
  if (total === 1) return say('The file is there already');
  return sayCount(asked, '{count} of {total} files is there already', '{count} of {total} files are there already', { total });
}

/** A batch waits for a person, and it is known about what. */
export function needsDecision(conflicts: BatchConflicts | undefined): boolean {
  return conflicts !== undefined && conflicts.asked > 0 && conflicts.looking === 0;
}
