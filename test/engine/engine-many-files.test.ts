import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { filesPerSlice } from '../../electron/engine/queue/between-slices.ts';
import type { UploadId } from '../../shared/ids.ts';
import type { UploadStatus } from '../../shared/upload.ts';
import { failWith, hang, stored } from './fake-server.ts';
import { mostInOneTurn } from './most-in-one-turn.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const all = { kind: 'all' } as const;
const names = Array.from({ length: 2 * filesPerSlice + 10 }, (_, index) => `file ${index}`);
const slots = 6;

function countOf(test: EngineUnderTest, status: UploadStatus): number {
  return test.files().filter((file) => file.status === status).length;
}

describe('what is done to many files', () => {
  it('is done to a slice of them at a time: pause, resume, cancel', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(names);
    await test.until(() => test.server.active === slots);
    expect(await mostInOneTurn(test, () => test.engine.pause(all))).toBeLessThanOrEqual(filesPerSlice + slots);
    expect(countOf(test, 'paused')).toBe(names.length);
    expect(test.server.active).toBe(0);
    expect(await mostInOneTurn(test, () => test.engine.resume(all))).toBeLessThanOrEqual(filesPerSlice + 2 * slots);
    expect(countOf(test, 'paused')).toBe(0);
    expect(await mostInOneTurn(test, () => test.engine.cancel(all))).toBeLessThanOrEqual(filesPerSlice + 2 * slots);
    expect(countOf(test, 'cancelled')).toBe(names.length);
  });

  it('stops what is on its way first, and lets nothing take the slots meanwhile', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(names);
    await test.until(() => test.server.active === slots);
    const pausing = test.engine.pause(all);
    await test.asSoonAs(() => test.server.active === 0);
    expect(countOf(test, 'paused')).toBeLessThan(names.length);
    expect(await test.settle(pausing)).toEqual({ affected: names.length });
    expect(test.server.tries.size).toBe(slots);
  });

  it('happens in the order in which it was asked for', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(names);
    const answers = [test.engine.pause(all), test.engine.resume(all), test.engine.pause(all)];
    await test.settle(Promise.all(answers));
    expect(countOf(test, 'paused')).toBe(names.length);
  });

  it('is whole before the engine ends', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(names);
    void test.engine.pause(all);
    await test.settle(test.engine.close());
    const next = fixture.alsoClose(test.reopen());
    expect(countOf(next, 'paused')).toBe(names.length);
  });

  it('retries the failed of the disk a slice at a time, all of them or those that are named', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('type-refused'));
    await test.addFiles(names);
    await test.until(() => countOf(test, 'failed') === names.length);
    test.server.onTransfer = hang;
    const uploadIds = test.files().map(({ uploadId }) => uploadId);
    const unknown = { kind: 'uploads', uploadIds: [...uploadIds, 'nobody' as UploadId] } as const;
    await expect(test.settle(test.engine.retry(unknown))).rejects.toMatchObject({ code: 'upload-unknown' });
    expect(countOf(test, 'failed')).toBe(names.length);
    const named = { kind: 'uploads', uploadIds: uploadIds.slice(0, filesPerSlice + 5) } as const;
    expect(await mostInOneTurn(test, () => test.engine.retry(named))).toBeLessThanOrEqual(filesPerSlice + 2 * slots);
    expect(countOf(test, 'failed')).toBe(names.length - named.uploadIds.length);
    expect(await mostInOneTurn(test, () => test.engine.retry(all))).toBeLessThanOrEqual(filesPerSlice + 2 * slots);
    expect(countOf(test, 'failed')).toBe(0);
  });

  it('moves a batch elsewhere a slice at a time, and ends the new one only when all of it has come over', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    const batchId = await test.addFiles(names);
    const other = test.engine.destinations.add({ name: 'Other', url: 'tus+http://other.test/files/', isSaved: true });
    test.server.onTransfer = async () => stored;
    const settled: number[] = [];
    test.engine.onProgress(({ action, payload }) => {
      if (action === 'batch_progress' && payload.batchId !== batchId && payload.settledAt !== null) settled.push(payload.total);
    });
    // A row here and a row there for each file.
    const most = await mostInOneTurn(test, () => test.engine.moveBatch(batchId, other.destinationId));
    expect(most).toBeLessThanOrEqual(2 * filesPerSlice + 10 * slots);
    await test.until(() => countOf(test, 'completed') === names.length);
    await test.settle(test.engine.whenIdle());
    expect(new Set(settled)).toEqual(new Set([names.length]));
  });

  it('is listed a page at a time, whatever is asked for', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles([...names, ...names.map((name) => `other ${name}`)]);
    const page = test.engine.listUploads({ fromPosition: 0, limit: 10_000 });
    expect(page.uploads).toHaveLength(1_000);
    expect(page.nextPosition).not.toBeNull();
  });
});
