import { expect, test } from 'vitest';
import { untilFree } from '../../electron/desktop/until-free.ts';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { createFakeClock } from '../fakes/fake-clock.ts';

function takeAfter(refusals: number, error: unknown = new UploadError('queue-held')) {
  let tries = 0;
  return {
    tries: () => tries,
    take: (): string => {
      tries += 1;
      if (tries <= refusals) throw error;
      return 'taken';
    },
  };
}

test('tries again while it is held', async () => {
  const clock = createFakeClock();
  const { take, tries } = takeAfter(3);
  const taken = untilFree(take, clock, 5_000);
  for (let step = 0; step < 3; step++) await clock.advance(100);
  expect(await taken).toBe('taken');
  expect(tries()).toBe(4);
});

test('gives up when its patience is over, at once where it has none', async () => {
  const clock = createFakeClock();
  const { take, tries } = takeAfter(1_000);
  const taken = expect(untilFree(take, clock, 1_000)).rejects.toMatchObject({ code: 'queue-held' });
  for (let step = 0; step < 12; step++) await clock.advance(100);
  await taken;
  expect(tries()).toBe(11);
  await expect(untilFree(takeAfter(1).take, clock, 0)).rejects.toMatchObject({ code: 'queue-held' });
});

test('throws every other error at once', async () => {
  const { take, tries } = takeAfter(1, new UploadError('queue-newer'));
  await expect(untilFree(take, createFakeClock(), 5_000)).rejects.toMatchObject({ code: 'queue-newer' });
  expect(tries()).toBe(1);
});
