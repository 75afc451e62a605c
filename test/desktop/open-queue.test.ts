import { expect, test } from 'vitest';
import type { OpenQueueOptions } from '../../electron/desktop/open-queue.ts';
import { openQueue } from '../../electron/desktop/open-queue.ts';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Ports } from '../../electron/engine/ports.ts';
import { createFakeHostKeys } from '../fakes/fake-host-keys.ts';
import { createHandClock } from '../host/hand-clock.ts';
import { createFakeEngine } from './fake-engine.ts';
import { silentLog } from './silent-log.ts';

const clock = createHandClock();
const ports: Ports = {
  clock,
  randomness: { fraction: () => 0, uuid: () => 'id' },
  log: silentLog,
  secrets: { credentialsFor: async () => ({ kind: 'none' }) },
  hostKeys: createFakeHostKeys(),
  network: { isOnline: () => true, onChange: () => () => undefined },
};

function setUp(overrides: Partial<OpenQueueOptions> = {}) {
  const done: unknown[] = [];
  const options: OpenQueueOptions = {
    dataDirectory: '/data',
    receiveDirectory: '/received',
    ports,
    startReceiver: async ({ directory, host, port }) => {
      done.push(['receiver', directory, host, port]);
      return { destinationUrl: 'tus+http://127.0.0.1:9/', close: async () => void done.push('receiver closed') };
    },
    createEngine: ({ dataDirectory, builtInDestinationUrl }) => {
      done.push(['engine', dataDirectory, builtInDestinationUrl]);
      return createFakeEngine({ close: async () => void done.push('engine closed') });
    },
    ...overrides,
  };
  return { done, open: () => openQueue(options) };
}

test('the receiver is the built-in destination, and is closed after the engine', async () => {
  const { open, done } = setUp();
  const queue = await open();
  await queue.close();
  expect(clock.pendingTimers).toBe(0);
  expect(queue.problem).toBeNull();
  expect(done).toEqual([
    ['receiver', '/received', '127.0.0.1', 0],
    ['engine', '/data', 'tus+http://127.0.0.1:9/'],
    'engine closed',
    'receiver closed',
  ]);
});

test('a receiver that does not end holds nothing up for more than a second', async () => {
  const { open } = setUp({
    startReceiver: async () => ({ destinationUrl: 'tus+http://127.0.0.1:9/', close: () => new Promise<void>(() => undefined) }),
  });
  let isClosed = false;
  const closing = (await open()).close().then(() => {
    isClosed = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(999);
  await new Promise((resolve) => setImmediate(resolve));
  expect(isClosed).toBe(false);
  clock.advance(1);
  await closing;
  expect(isClosed).toBe(true);
});

test.each([
  [new Error('EACCES /received raw words'), 'Check the folder /received, then start Gantry again. Other destinations work.'],
  [new UploadError('destination-full'), /^The destination.*full.*Check the folder \/received/],
])('without a receiver the queue opens and the person is told: %s', async (error, remedy) => {
  const { open, done } = setUp({ startReceiver: () => Promise.reject(error) });
  const queue = await open();
  expect(queue.problem?.title).toContain('This computer');
  expect(queue.problem?.remedy).toMatch(remedy);
  await queue.close();
  expect(done).toEqual([['engine', '/data', undefined], 'engine closed']);
});

test('a queue that another Gantry holds leaves no receiver behind', async () => {
  const held = new UploadError('queue-held');
  const { open, done } = setUp({
    createEngine: () => {
      throw held;
    },
  });
  await expect(open()).rejects.toBe(held);
  expect(done.at(-1)).toBe('receiver closed');
});
