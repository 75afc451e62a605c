import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { createAfterQueue } from '../../electron/desktop/after-queue/after-queue.ts';
import { watchQueueEnd } from '../../electron/desktop/after-queue/watch-queue-end.ts';
import { performAfterQueue } from '../../electron/host/after-queue/perform-after-queue.ts';
import { powerCommand } from '../../electron/host/after-queue/power-command.ts';
import type { QueueEnd } from '../../electron/host/after-queue/queue-end.ts';
import { startProgram } from '../../electron/host/after-queue/start-program.ts';
import { changeSettings } from '../../shared/change-settings.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import type { BatchId } from '../../shared/ids.ts';
import type { AfterQueueSettings, Settings } from '../../shared/settings.ts';
import type { AfterQueueCountdown } from '../../shared/settings-view.ts';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';
import { createHandClock } from '../host/hand-clock.ts';
import { createFakeEngine } from './fake-engine.ts';
import { batchProgress } from './progress-samples.ts';

const open = batchProgress({ queued: 1 });
const done = batchProgress({ queued: 0, successful: 1, processed: 1, settledAt: 5, status: 'completed' });
const failed = batchProgress({ queued: 0, failed: 1, processed: 1, settledAt: 5, status: 'failed' });

function setUp(change: Partial<AfterQueueSettings>) {
  const clock = createHandClock();
  const engine = createFakeEngine();
  let settings: Settings = changeSettings(defaultSettings, { afterQueue: change });
  let listener = (_settings: Settings): void => undefined;
  let cancel = (): void => undefined;
  const countdowns: (AfterQueueCountdown | null)[] = [];
  const performed: unknown[] = [];
  const announced: string[] = [];
  let stopIt = (): void => undefined;
  const afterQueue = createAfterQueue({
    announce(action, stop) {
      announced.push(action);
      stopIt = stop;
      return () => announced.push('ended');
    },
    clock,
    log: { write: () => undefined },
    settings: {
      current: () => settings,
      onChange(next) {
        listener = next;
        return () => undefined;
      },
      setCountdown: (countdown) => {
        countdowns.push(countdown);
        listener(settings);
      },
      onCancelAfterQueue(next) {
        cancel = next;
      },
    },
    perform: async (action, _settings, end) => void performed.push([action, end.batches.map(({ name }) => name)]),
  });
  watchQueueEnd(engine, clock, afterQueue);
  return {
    clock,
    engine,
    countdowns,
    performed,
    announced,
    stopIt: () => stopIt(),
    cancel: () => cancel(),
    choose(next: Partial<AfterQueueSettings>) {
      settings = changeSettings(settings, { afterQueue: next });
      listener(settings);
    },
    run(...batches: readonly ReturnType<typeof batchProgress>[]) {
      for (const batch of batches) engine.updateBatch(batch);
      clock.advance(1_000);
    },
  };
}

describe('what is done after the queue', () => {
  it('comes 15 seconds after its end, once', () => {
    const desk = setUp({ action: 'quit' });
    desk.run(open, done);
    expect(desk.countdowns).toMatchObject([{ action: 'quit' }]);
    expect((desk.countdowns[0]?.dueAt ?? 0) - desk.clock.now()).toBeGreaterThan(14_000);
    desk.clock.advance(14_000);
    expect(desk.performed).toEqual([]);
    desk.clock.advance(1_000);
    expect(desk.performed).toEqual([['quit', ['photos']]]);
    expect(desk.countdowns.at(-1)).toBeNull();
    desk.run(done);
    desk.clock.advance(60_000);
    expect(desk.performed).toHaveLength(1);
  });

  it.each<[string, (desk: ReturnType<typeof setUp>) => void]>([
    ['a person says so', (desk) => desk.cancel()],
    ['a person says so where it is announced', (desk) => desk.stopIt()],
    ['a person chooses something else', (desk) => desk.choose({ action: 'sleep' })],
    ['more is added', (desk) => desk.run(batchProgress({ batchId: 'b2' as BatchId, queued: 1 }))],
  ])('does not come when %s', (_name, act) => {
    const desk = setUp({ action: 'quit' });
    desk.run(open, done);
    act(desk);
    desk.clock.advance(60_000);
    expect([desk.performed, desk.countdowns.at(-1)]).toEqual([[], null]);
    expect(desk.announced).toEqual(['quit', 'ended']);
  });

  it('does not come after failures, unless that was chosen', () => {
    const careful = setUp({ action: 'quit' });
    careful.run(open, failed);
    // Also where the batch that failed was another one.
    careful.run(batchProgress({ batchId: 'b2' as BatchId }), batchProgress({ ...failed, batchId: 'b2' as BatchId }), open, done);
    careful.clock.advance(60_000);
    expect(careful.performed).toEqual([]);
    const bold = setUp({ action: 'quit', alsoAfterFailures: true });
    bold.run(open, failed);
    bold.clock.advance(60_000);
    expect(bold.performed).toHaveLength(1);
  });

  it('does not come while something is paused, after nothing but cancelling, or at a start with nothing to do', () => {
    const desk = setUp({ action: 'quit' });
    desk.run(done);
    desk.run(open, batchProgress({ queued: 0, paused: 1, status: 'paused' }));
    desk.run(batchProgress({ queued: 0, cancelled: 1, settledAt: 5, status: 'cancelled' }));
    desk.clock.advance(60_000);
    expect([desk.performed, desk.countdowns]).toEqual([[], []]);
  });

  it('is a sound at once, and nothing where nothing was chosen', () => {
    const loud = setUp({ action: 'sound' });
    loud.run(open, done);
    expect([loud.performed, loud.countdowns]).toEqual([[['sound', ['photos']]], []]);
    const quiet = setUp({});
    quiet.run(open, done);
    quiet.clock.advance(60_000);
    expect([quiet.performed, quiet.countdowns]).toEqual([[], []]);
  });
});

const end: QueueEnd = { batches: [done], hasFailures: false };

function perform(action: AfterQueueSettings['action'], change: Partial<AfterQueueSettings> = {}, status = 204) {
  const started: unknown[] = [];
  const fetch = vi.fn(async (_url: string, _request: RequestInit) => ({ status }));
  const performed = performAfterQueue(
    {
      platform: 'linux',
      now: () => 0,
      beep: () => started.push('beep'),
      quit: () => started.push('quit'),
      fetch,
      start: async (...words) => void started.push(words),
    },
    action,
    { ...defaultSettings.afterQueue, action, ...change },
    end,
  );
  return { performed, started, fetch };
}

test.each<[AfterQueueSettings['action'], Partial<AfterQueueSettings>, readonly unknown[]]>([
  ['nothing', {}, []],
  ['sound', {}, ['beep']],
  ['quit', {}, ['quit']],
  ['command', { program: '/bin/echo', programArguments: ['a b', '$HOME; rm'] }, [['/bin/echo', ['a b', '$HOME; rm']]]],
  ['sleep', {}, [['systemctl', ['suspend']]]],
  ['shut-down', {}, [['systemctl', ['poweroff']]]],
])('%s does what it says', async (action, change, expected) => {
  const { performed, started } = perform(action, change);
  await performed;
  expect(started).toEqual(expected);
});

test('a webhook is told of each batch, as --json prints it', async () => {
  const { performed, fetch } = perform('webhook', { webhookUrl: 'https://hooks.example/x' });
  await performed;
  expect(fetch).toHaveBeenCalledTimes(1);
  const [url, request] = fetch.mock.calls[0] ?? [];
  expect([url, request?.method, request?.redirect, request?.credentials]).toEqual(['https://hooks.example/x', 'POST', 'error', 'omit']);
  expect(JSON.parse(String(request?.body))).toEqual({ action: 'batch_progress', payload: done, timestamp: '1970-01-01T00:00:00.000Z' });
});

test('a webhook that says no, or that everybody on the way could read, fails', async () => {
  await expect(perform('webhook', { webhookUrl: 'https://hooks.example/x' }, 500).performed).rejects.toThrow();
  const unsafe = perform('webhook', { webhookUrl: 'http://hooks.example/x' });
  await expect(unsafe.performed).rejects.toThrow();
  expect(unsafe.fetch).not.toHaveBeenCalled();
});

test('every system has its way to sleep and to shut down', () => {
  for (const platform of ['linux', 'win32', 'darwin'] as const)
    expect(powerCommand(platform, 'sleep')).not.toEqual(powerCommand(platform, 'shut-down'));
});

test('no program beside Gantry takes the place of one of Windows', () => {
  for (const action of ['sleep', 'shut-down'] as const)
    expect(powerCommand('win32', action, String.raw`D:\Windows`)[0]).toMatch(/^D:\\Windows\\System32\\\w+\.exe$/);
});

describe('startProgram', () => {
  let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  beforeEach(async () => {
    directory = await temporaryDirectory();
  });
  afterEach(() => directory.remove());

  it('runs a program with its words as they are, and says where there is none', async () => {
    const path = join(directory.path, 'a file; with $(odd) words');
    const script = `require('node:fs').writeFileSync(process.argv[1], '')`;
    await startProgram(process.execPath, ['-e', script, path]);
    await vi.waitUntil(() => existsSync(path), { timeout: 10_000 });
    await expect(startProgram(join(directory.path, 'nothing'), [])).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
