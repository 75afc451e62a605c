import { expect, it } from 'vitest';
import { rememberedSilenceMs, rememberSilence } from '../../../electron/engine/destinations/remembered-silence.ts';
import { memoryOf } from '../protocols/memory-of.ts';

const now = 1_700_000_000_000;
const day = 24 * 60 * 60_000;

it.each([
  ['at once', 0, 60_000],
  ['half a minute later', 30_000, 30_000],
  ['when it is over', 60_000, 0],
  ['by a clock that was set back a year', -365 * day, 60_000],
])('what is left of a silence of a minute %s', (_when, laterMs, leftMs) => {
  const memory = memoryOf();
  rememberSilence(memory, now + 60_000, now);
  expect(rememberedSilenceMs(memory, now + laterMs)).toBe(leftMs);
});

it('is forgotten when the server may be asked again, and never longer than a day', () => {
  const memory = memoryOf();
  rememberSilence(memory, now + 60_000, now);
  rememberSilence(memory, null, now);
  expect(rememberedSilenceMs(memory, now)).toBe(0);
  memory.write('silentUntil', now + 900 * day);
  memory.write('silentMs', 900 * day);
  expect(rememberedSilenceMs(memory, now)).toBe(day);
});
