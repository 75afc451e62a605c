import { expect, it } from 'vitest';
import { holdDownloads } from '../../../electron/desktop/updates/hold-downloads.ts';
import type { Condition } from '../../../shared/condition.ts';
import { silentLog } from '../silent-log.ts';

function setUp(first: Condition | null) {
  const done: string[] = [];
  let condition = first;
  const listeners = new Set<() => void>();
  let end: (error?: Error) => void = () => undefined;
  const updater = holdDownloads(
    {
      find: async () => null,
      install: async () => 'replaced',
      download: () => {
        done.push('download');
        return new Promise((resolve, reject) => {
          end = (error) => (error === undefined ? resolve() : reject(error));
        });
      },
      callOff: () => {
        done.push('call off');
        end(new Error('called off'));
      },
      heldBy: () => null,
    },
    {
      current: () => condition,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    silentLog,
  );
  const becomes = async (next: Condition | null): Promise<void> => {
    condition = next;
    for (const listener of [...listeners]) listener();
    await settle();
  };
  return { updater, done, becomes, end: (error?: Error) => end(error), listeners };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const metered: Condition = { reason: 'metered', effect: 'pause' };

it('waits while a line costs, is called off when it begins to, and goes on by itself', async () => {
  const test = setUp(metered);
  const download = test.updater.download();
  await settle();
  expect([test.done, test.updater.heldBy()]).toEqual([[], metered]);
  await test.becomes({ ...metered, effect: 'slow' });
  expect(test.updater.heldBy()).toBeNull();
  expect(test.done).toEqual(['download']);
  await test.becomes(metered);
  expect(test.done).toEqual(['download', 'call off']);
  await test.becomes(null);
  expect(test.done).toEqual(['download', 'call off', 'download']);
  test.end();
  await download;
  expect(test.listeners.size).toBe(0);
});

it('fails as it does without, and ends where it is called off while it waits', async () => {
  const test = setUp(null);
  const failing = test.updater.download();
  await settle();
  test.end(new Error('broken'));
  await expect(failing).rejects.toThrow('broken');
  await test.becomes(metered);
  const waiting = test.updater.download();
  await settle();
  test.updater.callOff();
  await expect(waiting).rejects.toMatchObject({ code: 'update-failed' });
  expect(test.listeners.size).toBe(0);
});
