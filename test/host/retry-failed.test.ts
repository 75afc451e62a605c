import { expect, test } from 'vitest';
import { retryFailed } from '../../electron/host/retry-failed.ts';
import type { BatchId } from '../../shared/ids.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { fileProgress } from '../desktop/progress-samples.ts';

test('retries all that failed, over several pages, and nothing else', async () => {
  const engine = createFakeEngine();
  engine.uploads = Array.from({ length: 12_000 }, (_, index) => fileProgress(index, { status: index % 2 === 0 ? 'failed' : 'cancelled' }));
  await retryFailed(engine);
  const [name, scope] = engine.calls[0] ?? [];
  expect(name).toBe('retry');
  expect(scope).toEqual({ kind: 'uploads', uploadIds: Array.from({ length: 6_000 }, (_, index) => `u${index * 2}`) });
});

test('keeps to the batch, and asks for nothing when nothing failed', async () => {
  const engine = createFakeEngine();
  engine.uploads = [fileProgress(0, { status: 'failed' }), fileProgress(1, { status: 'failed', batchId: 'b2' as BatchId })];
  await retryFailed(engine, 'b2' as BatchId);
  expect(await retryFailed(engine, 'b3' as BatchId)).toEqual({ affected: 0 });
  expect(engine.calls).toEqual([['retry', { kind: 'uploads', uploadIds: ['u1'] }]]);
});
