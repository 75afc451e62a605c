import { expect, test } from 'vitest';
import { foreignText } from '../../../electron/desktop/places/foreign-text.ts';
import { batchEndNote, decisionNote, heldNote } from '../../../electron/desktop/places/note-words.ts';
import { withoutMarkup } from '../../../electron/desktop/places/without-markup.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { BatchProgress } from '../../../shared/progress.ts';
import { batchProgress } from '../progress-samples.ts';

const wedding = { name: 'Wedding 2026', destinationName: 'photos-archive', total: 1_942, queued: 0, settledAt: 5 };

test.each<[string, Partial<BatchProgress>, string, string, readonly string[]]>([
  [
    'all arrived',
    { successful: 1_942, bytesConfirmed: 142e9 },
    'Wedding 2026 has arrived',
    '1,942 files, 142 GB, at photos-archive.',
    ['show'],
  ],
  [
    'one file arrived',
    { name: 'a.mov', total: 1, successful: 1, bytesConfirmed: 9.6e6 },
    'a.mov has arrived',
    '1 file, 9.6 MB, at photos-archive.',
    ['show'],
  ],
  [
    'some were cancelled',
    { successful: 2, cancelled: 1_940, bytesConfirmed: 1e6 },
    'Wedding 2026 has arrived',
    '2 of 1,942 files, 1.0 MB, at photos-archive.',
    ['show'],
  ],
  ['all were there', { total: 3, skipped: 3 }, 'Wedding 2026 has arrived', '3 files were at photos-archive already.', ['show']],
  [
    'some failed',
    { successful: 1_939, failed: 3 },
    'Wedding 2026: 3 files failed',
    '1,939 of 1,942 files arrived at photos-archive. Show says why.',
    ['show', 'retry-failed'],
  ],
  [
    'the only one failed',
    { name: 'a.mov', total: 1, failed: 1 },
    'a.mov failed',
    'It did not arrive at photos-archive. Show says why.',
    ['show', 'retry-failed'],
  ],
  ['nothing could be added', { total: 0, refused: 2 }, 'Wedding 2026: 2 entries could not be added', 'Nothing of it was sent.', ['show']],
])('%s', (_case, changes, title, body, actions) => {
  expect(batchEndNote(batchProgress({ ...wedding, ...changes }))).toMatchObject({ title, body, actions });
});

test('who cancelled a batch is not told of its end', () => {
  expect(batchEndNote(batchProgress({ ...wedding, cancelled: 1_942 }))).toBeNull();
});

test('what waits for a person says what and where', () => {
  const held = { destinationId: 'd1' as DestinationId, destinationName: 'Studio', reason: 'sign-in', error: null, retryAt: null } as const;
  expect(heldNote(held)).toMatchObject({ title: 'Studio: Sign-in needed', body: 'Give the right password or token for it, then resume.' });
  const conflicts = { looking: 0, asked: 38, decided: { overwrite: 0, skip: 0, rename: 0 } };
  expect(decisionNote(batchProgress({ ...wedding, conflicts }))).toMatchObject({
    title: 'Wedding 2026 needs your decision',
    body: '38 of 1,942 files are there already, at photos-archive. Show lets you say what becomes of them.',
  });
});

test('a name from outside is shown as it is, shortened in the middle, and nothing in it is markup', () => {
  expect(foreignText('a\n\u202egpj.exe')).toBe('a␊�gpj.exe');
  const long = foreignText(`${'x'.repeat(100)}.mov`);
  expect(long).toMatch(/^x+…x+\.mov$/);
  expect(long).toHaveLength(40);
  expect(foreignText('🏗'.repeat(41))).toBe(`${'🏗'.repeat(26)}…${'🏗'.repeat(13)}`);
  expect(withoutMarkup(`<b>a & "b"</b> <a href='x'>`)).toBe('&lt;b&gt;a &amp; &quot;b&quot;&lt;/b&gt; &lt;a href=&#39;x&#39;&gt;');
  const note = batchEndNote(
    batchProgress({ ...wedding, name: `${'long '.repeat(50)}.mov`, destinationName: 'y'.repeat(500), successful: 1_942 }),
  );
  expect(`${note?.title}${note?.body}`.length).toBeLessThan(140);
});
