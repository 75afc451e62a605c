import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import { openQueueReader } from '../../../electron/engine/storage/queue-reader.ts';
import type { BatchId } from '../../../shared/ids.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { openTestQueue } from '../queue/open-test-queue.ts';
import { batchOf, uploadOf } from '../queue/record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

describe('the reader of the queue', () => {
  it('finds nothing where nothing is, and makes nothing there', () => {
    expect(openQueueReader(directory.path)).toBeNull();
    expect(openQueueReader(join(directory.path, 'missing'))).toBeNull();
    openDatabase(join(directory.path, 'queue.db')).close();
    expect(openQueueReader(directory.path)).toBeNull();
  });

  it('sees every commit of the Gantry that works on it, and never half of one', () => {
    const test = openTestQueue(directory.path, createFakeClock());
    test.queue.addBatch(batchOf(1), []);
    const reader = openQueueReader(directory.path);
    if (reader === null) throw new Error('no reader');
    expect(reader.overview().batches).toMatchObject([{ total: 0 }]);
    for (let number = 1; number <= 10; number += 1) test.queue.addUpload(uploadOf(number));
    expect(reader.overview().batches).toMatchObject([{ total: 0 }]);
    test.queue.commit();
    expect(reader.overview().batches).toMatchObject([{ total: 10, queued: 10, bytesTotal: 1_000, destinationName: 'One' }]);
    test.database.exec('BEGIN IMMEDIATE');
    test.database.exec("UPDATE uploads SET status = 'failed' WHERE position <= 5");
    expect(reader.overview().batches).toMatchObject([{ queued: 10, failed: 0 }]);
    test.database.exec('COMMIT');
    expect(reader.overview().batches).toMatchObject([{ queued: 5, failed: 5 }]);
    expect(reader.listUploads({ fromPosition: 0, limit: 100, status: 'failed' }).uploads).toHaveLength(5);
    reader.close();
    test.close();
  });

  it('shows the same as the owner does', () => {
    const test = openTestQueue(directory.path, createFakeClock());
    const batch = batchOf(1);
    test.queue.addBatch(batch, []);
    for (let number = 1; number <= 4; number += 1) test.queue.addUpload(uploadOf(number, { bytesConfirmed: 25, bytesSent: 25 }));
    test.queue.commit();
    const [first, second] = test.queue.load({});
    if (first === undefined || second === undefined) throw new Error('lost');
    test.queue.move(first, 'cancelled');
    test.queue.move(second, 'checking');
    test.queue.move(second, 'uploading');
    test.queue.move(second, 'completed');
    test.queue.commit();
    const reader = openQueueReader(directory.path);
    const shown = reader?.overview().batches[0];
    expect(shown).toMatchObject({
      bytesTotal: batch.bytesTotal,
      bytesSent: batch.bytesSent,
      bytesConfirmed: batch.bytesConfirmed,
      cancelled: 1,
      successful: 1,
    });
    expect([batch.bytesTotal, batch.bytesConfirmed]).toEqual([300, 150]);
    reader?.close();
    test.close();
  });

  it('pages without loss, and changes nothing', () => {
    const test = openTestQueue(directory.path, createFakeClock());
    test.queue.addBatch(batchOf(1), []);
    for (let number = 1; number <= 25; number += 1) test.queue.addUpload(uploadOf(number));
    test.close();
    const reader = openQueueReader(directory.path);
    if (reader === null) throw new Error('no reader');
    const seen: number[] = [];
    for (let from: number | null = 0; from !== null; ) {
      const page = reader.listUploads({ fromPosition: from, limit: 10, batchId: 'batch-1' as BatchId });
      seen.push(...page.uploads.map(({ position }) => position));
      from = page.nextPosition;
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
    expect(() => reader.listUploads({ fromPosition: 0, limit: 10, batchId: 'none' as BatchId })).toThrow(
      expect.objectContaining({ code: 'batch-unknown' }),
    );
    reader.close();
  });

  it('says that a damaged queue is damaged', () => {
    writeFileSync(join(directory.path, 'queue.db'), 'no database '.repeat(1_000));
    expect(() => openQueueReader(directory.path)).toThrow(expect.objectContaining({ code: 'queue-unusable' }));
  });
});
