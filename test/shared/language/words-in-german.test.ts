import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { speak } from '../../../shared/language/spoken.ts';
import { afterQueueIn } from '../../../shared/text/after-queue-in.ts';
import { batchSentence } from '../../../shared/text/batch-sentence.ts';
import { alreadyThere, effectsSentence } from '../../../shared/text/conflict-words.ts';
import { formatAgo } from '../../../shared/text/format-ago.ts';
import { removalWords } from '../../../shared/text/unfinished-words.ts';
import { batchProgress } from '../../renderer/file-progress.ts';

beforeEach(() => speak('de', catalogueOf('de')));
afterEach(() => speak('en', null));

it('puts verbs and numbers where German has them', () => {
  expect(afterQueueIn('sleep', '0:14')).toBe('In 0:14 geht dieser Computer in den Ruhezustand');
  const effects = { overwrite: 1_200, skip: 0, rename: 1, bytes: { overwrite: 3_400_000_000, skip: 0, rename: 1_000 } };
  expect(effectsSentence(effects, 'at-first')).toBe('1.200 ersetzen (3,4 GB), bei 1 beide behalten (1,0 kB)');
});

it('counts as German does', () => {
  const conflicts = { looking: 0, asked: 1, decided: { overwrite: 0, skip: 0, rename: 0 } };
  expect(alreadyThere(batchProgress({ total: 2, conflicts }))).toBe('1 von 2 Dateien ist schon vorhanden');
  expect(batchSentence(batchProgress({ total: 1, successful: 1 }))).toBe('1 von 1 Datei');
  expect(removalWords([{ unfinishedId: 'a', fate: 'gone', error: null }])).toBe('1 war schon weg.');
});

it('inflects the days after “vor”', () => {
  const hoursAgo = (hours: number): string => formatAgo(0, hours * 3_600_000);
  expect([3, 47, 48].map(hoursAgo)).toEqual(['vor 3 h', 'vor 47 h', 'vor 2 Tagen']);
});
