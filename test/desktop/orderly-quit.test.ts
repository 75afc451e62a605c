import { expect, test, vi } from 'vitest';
import { createOrderlyQuit } from '../../electron/desktop/orderly-quit.ts';
import { createHandClock } from '../host/hand-clock.ts';
import { createHeardLog } from './silent-log.ts';

function setUp(shutDown: () => Promise<void>) {
  const clock = createHandClock();
  const log = createHeardLog();
  const done: string[] = [];
  let beforeQuit: ((event: { preventDefault(): void }) => void) | null = null;
  const { quit } = createOrderlyQuit({
    app: {
      on: (_event, listener) => {
        beforeQuit = listener;
      },
      exit: (code) => done.push(`exit ${code}`),
    },
    clock,
    log,
    shutDown: () => {
      done.push('shut down');
      return shutDown();
    },
    end: () => done.push('end'),
  });
  const preventDefault = vi.fn();
  return { clock, log, done, quit, preventDefault, ask: () => beforeQuit?.({ preventDefault }) };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('quitting waits until everything is written down', async () => {
  let finish = (): void => undefined;
  const { ask, done, preventDefault, clock } = setUp(() => new Promise((resolve) => (finish = resolve)));
  ask();
  ask();
  await settle();
  expect(preventDefault).toHaveBeenCalledTimes(2);
  expect(done).toEqual(['shut down']);
  finish();
  await settle();
  expect(done).toEqual(['shut down', 'end', 'exit 0']);
  expect(clock.pendingTimers).toBe(0);
});

test('five seconds are enough, and it ends once', async () => {
  let finish = (): void => undefined;
  const { ask, done, clock, log } = setUp(() => new Promise((resolve) => (finish = resolve)));
  ask();
  clock.advance(4_999);
  expect(done).toEqual(['shut down']);
  clock.advance(1);
  expect(done).toEqual(['shut down', 'end', 'exit 0']);
  expect(log.heard).toEqual([['warn', 'quit-cut-short']]);
  finish();
  await settle();
  expect(done).toEqual(['shut down', 'end', 'exit 0']);
});

test('a shut-down that fails ends all the same, with the code of whoever asked first', async () => {
  const { quit, ask, done, log } = setUp(() => Promise.reject(new Error('disk')));
  quit(1);
  ask();
  await settle();
  expect(done).toEqual(['shut down', 'end', 'exit 1']);
  expect(log.heard).toEqual([['error', 'shut-down-broke']]);
});

test.each([
  ['in time', () => Promise.resolve(), true],
  ['not at all', () => Promise.reject(new Error('disk')), false],
] as const)('what comes afterwards knows that everything was closed %s, and takes its time', async (_name, shutDown, isWrittenDown) => {
  const done: string[] = [];
  let finish = (): void => undefined;
  const { quit } = createOrderlyQuit({
    ...{ clock: createHandClock(), log: createHeardLog(), shutDown },
    app: { on: () => undefined, exit: (code) => done.push(`exit ${code}`) },
    afterwards: (exitCode, isClosed) => {
      done.push(`afterwards ${exitCode} ${isClosed}`);
      return new Promise((resolve) => (finish = resolve));
    },
    end: () => done.push('end'),
  });
  quit(0);
  await settle();
  expect(done).toEqual([`afterwards 0 ${isWrittenDown}`]);
  finish();
  await settle();
  expect(done.slice(1)).toEqual(['end', 'exit 0']);
});
