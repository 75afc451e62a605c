import { expect, it } from 'vitest';
import { removalWords } from '../../../shared/text/unfinished-words.ts';
import type { UnfinishedFate, UnfinishedRemoval } from '../../../shared/unfinished.ts';

const ended = (fate: UnfinishedFate, count: number): readonly UnfinishedRemoval[] =>
  Array.from({ length: count }, (_, index) => ({
    unfinishedId: `${fate}-${index}`,
    fate,
    error: fate === 'failed' ? { code: 'not-allowed', details: { httpStatus: 403 } } : null,
  }));

it('says in numbers what became of each, and each reason once', () => {
  expect(removalWords(ended('removed', 1))).toBe('Removed 1 unfinished upload.');
  expect(removalWords([...ended('removed', 2), ...ended('gone', 1), ...ended('in-use', 1), ...ended('failed', 2)])).toBe(
    'Removed 2 unfinished uploads. 1 was gone already. 1 belongs to files in the list: cancel those files instead. 2 were not removed: No permission (403). Check this account’s rights at the destination, then retry.',
  );
  expect(removalWords([])).toBe('Nothing to remove.');
});
