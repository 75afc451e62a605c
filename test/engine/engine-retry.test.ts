import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { UploadId } from '../../shared/ids.ts';
import { confirm, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const one = (uploadId: UploadId) => ({ kind: 'uploads', uploadIds: [uploadId] }) as const;

describe('retrying', () => {
  it('gives a failed file fresh attempts, and lets it go on where the server confirmed', async () => {
    const { test } = fixture;
    const checkpoints: unknown[] = [];
    const fromBefore: unknown[] = [];
    test.server.onTransfer = async (request, call) => {
      checkpoints.push(request.checkpoint);
      fromBefore.push(request.isFromBefore);
      if (call > 1) return stored;
      await confirm(request, 40);
      request.onBytesSent(90);
      throw new UploadError('rejected');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'failed');
    expect(test.batch()).toMatchObject({ bytesSent: 40, bytesConfirmed: 40, status: 'failed' });
    expect(await test.engine.retry({ kind: 'all' })).toEqual({ affected: 1 });
    await test.until(() => test.file('a').status === 'completed');
    expect(checkpoints).toEqual([null, { offset: 40 }]);
    // This process began it, though it was read from the disk again.
    expect(fromBefore).toEqual([false, false]);
    expect(test.batch()).toMatchObject({
      bytesTotal: 100,
      bytesSent: 100,
      bytesConfirmed: 100,
      status: 'completed',
      progressPercentage: 100,
    });
  });

  it('refuses ids that nobody knows', async () => {
    const { test } = fixture;
    await expect(test.engine.retry(one('nobody' as UploadId))).rejects.toMatchObject({ code: 'upload-unknown' });
  });
});

describe('clearing the list', () => {
  it('takes settled batches with their files, and tells so, also when a listener fails', async () => {
    const { test } = fixture;
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed');
    const removed: unknown[] = [];
    test.engine.onBatchesRemoved(() => {
      throw new Error('a bad listener');
    });
    test.engine.onBatchesRemoved((batchIds) => removed.push(...batchIds));
    const { batchId } = test.batch();
    expect(await test.engine.clearSettled()).toEqual({ affected: 1 });
    expect(removed).toEqual([batchId]);
    expect([test.files(), test.engine.overview().batches]).toEqual([[], []]);
    const before = test.events.length;
    await test.pass(1_000);
    expect(test.events.length).toBe(before);
  });

  it('leaves batches alone that still move', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    expect(await test.engine.clearSettled()).toEqual({ affected: 0 });
    expect(test.files()).toHaveLength(1);
  });
});
