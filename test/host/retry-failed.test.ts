import { expect, test } from 'vitest';
import type { RetriedQueue } from '../../electron/host/retry-failed.ts';
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

test('asks over the local socket in requests that its door lets through', async () => {
  const retried: number[] = [];
  const pages: number[] = [];
  const queue: RetriedQueue = {
    listUploads: async ({ fromPosition, limit }) => {
      pages.push(limit);
      const uploads = Array.from({ length: limit }, (_, index) => fileProgress(fromPosition + index, { status: 'failed' }));
      return { uploads, nextPosition: fromPosition + limit < 100_500 ? fromPosition + limit : null };
    },
    retry: async (scope) => {
      const affected = scope.kind === 'uploads' ? scope.uploadIds.length : 0;
      retried.push(affected);
      return { affected };
    },
  };
  expect(await retryFailed(queue)).toEqual({ affected: 101_000 });
  expect(Math.max(...pages)).toBe(1_000);
  expect(retried).toEqual([100_000, 1_000]);
});

test('keeps to the batch, and asks for nothing when nothing failed', async () => {
  const engine = createFakeEngine();
  engine.uploads = [fileProgress(0, { status: 'failed' }), fileProgress(1, { status: 'failed', batchId: 'b2' as BatchId })];
  await retryFailed(engine, 'b2' as BatchId);
  expect(await retryFailed(engine, 'b3' as BatchId)).toEqual({ affected: 0 });
  expect(engine.calls).toEqual([['retry', { kind: 'uploads', uploadIds: ['u1'] }]]);
});
