import { decidingPolicies } from '../../shared/conflict.ts';
import { say } from '../../shared/language/say.ts';
import type { PlainText } from '../../shared/language/text.ts';
import { policyWords } from '../../shared/text/conflict-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { settleWords } from '../../shared/text/watch-words.ts';
import type { Afterwards, WatchedFolder } from '../../shared/watched-folder.ts';
import { usualWatchRules } from '../../shared/watched-folder.ts';

/** A value of a list to choose from, and its words. */
export type Choice = readonly [value: string, words: string];

/** That what becomes of a file stays as it is said, and that nothing is said of names that are taken. */
export const asItIs = 'as-it-is';

const settleChoices: readonly (readonly [settleMs: number, words: PlainText])[] = [
  [2_000, '2 seconds'],
  [usualWatchRules.settleMs, '10 seconds'],
  [60_000, '1 minute'],
  [600_000, '10 minutes'],
];
const afterwardsWords: readonly (readonly [kind: Afterwards['kind'], words: PlainText])[] = [
  ['leave', 'Leave it where it is'],
  ['move', 'Move it to a folder'],
  ['trash', 'Put it in the trash'],
];

/** What the form of a watched folder offers. `folder`: the one that is changed; null: a new one. */
export const watchChoices = {
  settle: (folder: WatchedFolder | null): readonly Choice[] => {
    const usual = settleChoices.map(([settleMs, words]): Choice => [String(settleMs), say(words)]);
    const isOther = folder !== null && settleChoices.every(([settleMs]) => settleMs !== folder.settleMs);
    return isOther ? [...usual, [String(folder.settleMs), settleWords(folder.settleMs)]] : usual;
  },
  conflict: (): readonly Choice[] => [
    [asItIs, say('As the destination says')],
    ...decidingPolicies.map((policy): Choice => [policy, policyWords(policy).name]),
  ],
  afterwards: (folder: WatchedFolder | null): readonly Choice[] => {
    const now = folder?.afterwards;
    return afterwardsWords.flatMap(([kind, words]): readonly Choice[] => {
      if (now?.kind !== kind) return [[kind, say(words)]];
      if (now.kind !== 'move') return [[asItIs, say(words)]];
      return [
        [asItIs, say('Move it to {folder}', { folder: visibleText(now.folder) })],
        ['move', say('Move it to another folder…')],
      ];
    });
  },
};
