import { expect, test } from 'vitest';
import type { Attempt } from '../../../shared/attempt.ts';
import { attemptWords } from '../../../shared/text/attempt-words.ts';
import { formatAgo } from '../../../shared/text/format-ago.ts';
import { formatMoment } from '../../../shared/text/format-moment.ts';

const at = Date.UTC(2026, 10, 25, 14, 32, 7);
const attempt = (given: Partial<Attempt>): Attempt => ({
  startedAt: at,
  endedAt: at + 12_000,
  outcome: 'error',
  error: { code: 'connection-lost', details: {} },
  bytesFrom: 0,
  bytesTo: 8_400_000,
  ...given,
});

test('a try says how it ended, how far it came, how long it took and how long the next one waited', () => {
  const next = attempt({ startedAt: at + 16_400 });
  expect(attemptWords(attempt({}), next)).toEqual({
    title: 'The connection was cut',
    tone: 'failed',
    took: '12 s',
    bytes: '0 B → 8.4 MB',
    waited: '4 s',
  });
});

test('the last try waited for nothing, and one that came no further says where it stands', () => {
  const last = attempt({ outcome: 'finished', error: null, bytesFrom: 8_400_000, endedAt: at + 30 });
  expect(attemptWords(last, null)).toMatchObject({ title: 'Arrived', tone: 'done', took: '< 0.1 s', bytes: '8.4 MB', waited: null });
  expect(attemptWords(attempt({ outcome: 'stopped', error: null, endedAt: at + 450 }), null)).toMatchObject({
    tone: 'idle',
    took: '0.4 s',
  });
});

test('moments and times past are for people', () => {
  expect(formatMoment(at, 'UTC')).toBe('25 Nov 2026, 14:32:07');
  expect(formatMoment(at, 'Asia/Tokyo')).toBe('25 Nov 2026, 23:32:07');
  expect(formatAgo(at, at + 59_000)).toBe('just now');
  // A row's clock stands at the last full minute.
  expect(formatAgo(at, at - 40_000)).toBe('just now');
  expect(formatAgo(at, at + 125_000)).toBe('2 min ago');
});
