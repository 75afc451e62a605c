import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiptDetails } from '../../renderer/batches/receipt-details.ts';
import { receiptTitle } from '../../renderer/batches/receipt-title.ts';
import { Said } from '../../renderer/ui/said.tsx';
import { catalogueOf } from '../../shared/language/catalogue-of.ts';
import { speak } from '../../shared/language/spoken.ts';
import { batchProgress } from './file-progress.ts';

beforeAll(() => speak('de', catalogueOf('de')));
afterAll(() => speak('en', null));

it.each([
  [{ total: 1942, successful: 1940, skipped: 2 }, 'Alle 1.942 Dateien angekommen am Ziel'],
  [{ total: 1, successful: 1 }, '1 Datei angekommen am Ziel'],
  [{ total: 1942, successful: 1939, failed: 3 }, '1.939 von 1.942 Dateien angekommen am Ziel'],
  [{ total: 1, failed: 1 }, '0 von 1 Datei angekommen am Ziel'],
])('a receipt of %j is titled “%s”', (given, words) => {
  expect(receiptTitle(batchProgress(given))).toBe(words);
});

it('a receipt counts what was proven and how', () => {
  const settled = { createdAt: 0, settledAt: 3_480_000, bytesTotal: 142_000_000_000, bytesConfirmed: 142_000_000_000 };
  const verified = new Map([
    ['crc64nvme', 1_005],
    ['size', 3],
  ] as const);
  expect(receiptDetails(batchProgress({ ...settled, total: 1_009, failed: 1 }), verified)).toEqual([
    '142 GB, Dauer 58 min',
    'durchschnittlich 41 MB/s',
    '1.005 bestätigt (CRC64NVME)',
    '3 mit geprüfter Größe',
    '1 fehlgeschlagen',
  ]);
});

it('elements stand where the language puts them, and what is foreign is put through nothing', () => {
  const drop = <Said text="Drop to upload {items} to {destination}" values={{ items: '3 Elemente', destination: <b>{'{items}'}</b> }} />;
  expect(renderToStaticMarkup(drop)).toBe('Ablegen, um 3 Elemente zum Ziel <b>{items}</b> hochzuladen');
});
