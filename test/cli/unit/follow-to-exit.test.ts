import { afterEach, beforeEach, expect, test } from 'vitest';
import { followToExit } from '../../../electron/terminal/follow-to-exit.ts';
import { listenForInterruption } from '../../../electron/terminal/interruption.ts';
import { ownQueue } from '../../../electron/terminal/own-queue.ts';
import { openProgressFeed } from '../../../electron/terminal/progress-feed.ts';
import type { BatchId } from '../../../shared/ids.ts';
import type { BatchProgress } from '../../../shared/progress.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { batchProgress } from '../../desktop/progress-samples.ts';
import { silentLog } from '../../desktop/silent-log.ts';
import { fakeSettings } from '../../fakes/fake-settings.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { createFakeTerminal } from './fake-terminal.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const own = batchProgress({ status: 'completed', processed: 1, successful: 1, queued: 0, settledAt: 1 });
const other = (changes: Partial<BatchProgress>): BatchProgress => batchProgress({ batchId: 'b2' as BatchId, ...changes });

/** What a command says that follows a batch of its own, which is through, with these beside it. */
async function saidBeside(...others: readonly BatchProgress[]): Promise<string> {
  const terminal = createFakeTerminal();
  const settings = fakeSettings({ afterQueue: { action: 'sound' } });
  const engine = createFakeEngine();
  engine.batches = [own, ...others];
  const queue = ownQueue({ engine, settings, log: silentLog, close: async () => undefined }, null);
  const feed = await openProgressFeed(queue);
  const context = { terminal, queue, interruption: listenForInterruption(terminal), dataDirectory: directory.path };
  await followToExit(
    { ...context, resumeHint: 'gantry resume', actsAfterwards: true },
    { feed, batchIds: () => [own.batchId], ownBatchId: own.batchId, isJson: false, intro: '' },
  );
  return terminal.stderr.texts.join('');
}

const refusal = 'Not everything in the list is through, so nothing is done after the queue.\n';

test('what comes after the queue waits for no batch that is through', async () => {
  const said = await saidBeside(other({ processed: 1, queued: 0, settledAt: 1 }));
  expect([said.includes('\u0007'), said.includes(refusal)]).toEqual([true, false]);
});

test.each([
  ['is sent', { queued: 0, active: 1 }],
  ['is paused', { queued: 0, paused: 1 }],
  ['is still looked through', { total: 0, queued: 0, isScanning: true }],
])('nothing is done after the queue while another batch %s', async (_name, changes) => {
  const said = await saidBeside(other(changes));
  expect([said.includes('\u0007'), said.includes(refusal)]).toEqual([false, true]);
});
