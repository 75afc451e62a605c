import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenForInterruption } from '../../../electron/terminal/interruption.ts';
import type { ListEnd } from '../../../electron/terminal/run-after-queue.ts';
import { runAfterQueue } from '../../../electron/terminal/run-after-queue.ts';
import { changeSettings } from '../../../shared/change-settings.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { AfterQueueSettings } from '../../../shared/settings.ts';
import { batchProgress } from '../../desktop/progress-samples.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createFakeTerminal } from './fake-terminal.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const run = { action: 'command', program: '/bin/tool', programArguments: ['a b'] } as const;

function begin(afterQueue: Partial<AfterQueueSettings>, end: Partial<ListEnd> = {}, heldBy: () => boolean = () => false) {
  const terminal = createFakeTerminal();
  const started: unknown[] = [];
  const context = { terminal, interruption: listenForInterruption(terminal), dataDirectory: directory.path };
  const settings = changeSettings(defaultSettings, { afterQueue });
  const ended = runAfterQueue(
    settings,
    { batches: [batchProgress({ name: 'photos' })], hasFailures: false, isMoreLeft: false, ...end },
    context,
    { start: async (program, words) => void started.push([program, words]), isHeld: async () => heldBy() },
  );
  return { terminal, started, ended, said: () => terminal.stderr.texts.join('') };
}

test('what reaches beyond the command waits for 15 seconds in which Ctrl-C stops it', async () => {
  const { terminal, started, ended, said } = begin(run);
  await terminal.clock.advance(14_999);
  expect([started, said()]).toEqual([[], 'In 15 seconds the program that you chose is started. Ctrl-C stops it.\n']);
  await terminal.clock.advance(1);
  await ended;
  expect(started).toEqual([['/bin/tool', ['a b']]]);
});

test('Ctrl-C stops it', async () => {
  const { terminal, started, ended, said } = begin(run);
  terminal.signal();
  await ended;
  await terminal.clock.advance(60_000);
  expect([started, said().split('\n').at(-2)]).toEqual([[], 'Stopped: nothing is done.']);
});

test('after failures only where that was chosen', async () => {
  const no = begin(run, { hasFailures: true });
  await no.ended;
  expect([no.started, no.said()]).toEqual([[], 'Not all arrived, so nothing is done after the queue.\n']);
  const yes = begin({ ...run, alsoAfterFailures: true }, { hasFailures: true });
  await yes.terminal.clock.advance(15_000);
  await yes.ended;
  expect(yes.started).toHaveLength(1);
});

test('nothing is done where something is left, whatever was chosen for failures', async () => {
  const { ended, started, said } = begin({ ...run, alsoAfterFailures: true }, { isMoreLeft: true });
  await ended;
  expect([started, said()]).toEqual([[], 'Not everything in the list is through, so nothing is done after the queue.\n']);
});

test('nothing is done where another Gantry has taken the list meanwhile', async () => {
  let isHeld = false;
  const { terminal, ended, started, said } = begin(run, {}, () => isHeld);
  await terminal.clock.advance(14_000);
  isHeld = true;
  await terminal.clock.advance(1_000);
  await ended;
  expect([started, said().split('\n').at(-2)]).toEqual([[], 'Another Gantry works with the list now, so nothing is done after the queue.']);
});

test.each<[AfterQueueSettings['action'], string]>([
  ['nothing', 'Nothing is chosen for after the queue: “gantry settings set afterQueue.action”.\n'],
  ['quit', ''],
  ['sound', '\u0007'],
])('“%s” needs no time to think', async (action, words) => {
  const { ended, said } = begin({ action });
  await ended;
  expect(said()).toBe(words);
});
