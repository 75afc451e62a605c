import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { followWatches } from '../../../electron/terminal/follow-watches.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { fakeQueue } from './fake-queue.ts';
import { createFakeTerminal } from './fake-terminal.ts';

test('it looks once a second for as long as it takes, and nothing piles up meanwhile', async () => {
  const terminal = createFakeTerminal();
  const over = new AbortController();
  let looks = 0;
  const queue = fakeQueue(
    createFakeEngine({
      overview: () => {
        looks += 1;
        return createFakeEngine().overview();
      },
    }),
  );
  const ended = followWatches({ queue, terminal, isJson: false, signal: over.signal });
  for (let second = 0; second < 20; second += 1) await terminal.clock.advance(1_000);
  expect([looks, getEventListeners(over.signal, 'abort').length]).toEqual([21, 1]);
  over.abort();
  await ended;
  expect(getEventListeners(over.signal, 'abort')).toEqual([]);
});
