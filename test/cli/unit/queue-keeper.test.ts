import { expect, test } from 'vitest';
import { QueueKeeper } from '../../../electron/terminal/mcp/queue-keeper.ts';
import type { QueueAccess } from '../../../electron/terminal/queue-access.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { fakeQueue } from './fake-queue.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

function setUp(holder: QueueAccess['holder'] = null) {
  const opened: boolean[] = [];
  let closed = 0;
  let becomeIdle: () => void = () => undefined;
  const keeper = new QueueKeeper({
    look: async () => {
      throw new Error('no looks here');
    },
    async open(sends) {
      opened.push(sends);
      return {
        ...fakeQueue(createFakeEngine()),
        holder,
        whenIdle: () =>
          new Promise((resolve) => {
            becomeIdle = resolve;
          }),
        async close() {
          closed += 1;
        },
      };
    },
    onTrouble: (error) => {
      throw error;
    },
  });
  const pause = (sends: boolean) => keeper.change(sends, (queue) => queue.ask('pause', { scope: { kind: 'all' } }));
  return { keeper, opened, closed: () => closed, becomeIdle: () => becomeIdle(), pause };
}

test('where nobody holds the queue, it is held as long as there is something to send, and no longer', async () => {
  const { keeper, opened, closed, becomeIdle, pause } = setUp();
  expect(await pause(true)).toEqual({ affected: 1 });
  await settle();
  expect(keeper.isHolding).toBe(true);
  await pause(true);
  expect(opened).toEqual([true]);
  becomeIdle();
  await settle();
  // Something was added since: it looks again.
  expect(keeper.isHolding).toBe(true);
  becomeIdle();
  await settle();
  expect(keeper.isHolding).toBe(false);
  expect(closed()).toBe(1);
});

test('what sends nothing holds nothing afterwards', async () => {
  const { keeper, opened, closed, pause } = setUp();
  await pause(false);
  expect(opened).toEqual([false]);
  expect(closed()).toBe(1);
  expect(keeper.isHolding).toBe(false);
  expect(keeper.letGo()).toBe(false);
});

test('where somebody holds it, that one is told, and nothing is held here', async () => {
  const { keeper, opened, closed, pause } = setUp({ host: 'window', version: '1.2.3' });
  await pause(true);
  await pause(true);
  expect(opened).toEqual([true, true]);
  expect(closed()).toBe(2);
  expect(keeper.isHolding).toBe(false);
});

test('lets go when it is asked to, and joins whoever holds it then', async () => {
  const { keeper, opened, closed, pause } = setUp();
  await pause(true);
  expect(keeper.letGo()).toBe(true);
  await settle();
  expect(closed()).toBe(1);
  expect(keeper.isHolding).toBe(false);
  await pause(true);
  expect(opened).toEqual([true, true]);
});

test('an error of one change is told to who asked, and the next one is done', async () => {
  const { keeper, pause } = setUp();
  await expect(
    keeper.change(true, async () => {
      throw new Error('broken');
    }),
  ).rejects.toThrow('broken');
  expect(await pause(true)).toEqual({ affected: 1 });
});

test('at the end it is closed', async () => {
  const { keeper, closed, pause } = setUp();
  await pause(true);
  await keeper.close();
  expect(closed()).toBe(1);
});
