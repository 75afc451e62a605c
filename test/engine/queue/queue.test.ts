import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchStatusOf } from '../../../electron/engine/queue/batch-status.ts';
import { fileWeightOf } from '../../../electron/engine/queue/file-weight.ts';
import { canMove } from '../../../electron/engine/queue/transitions.ts';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { createBatchStore } from '../../../electron/engine/storage/batch-store.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import type { BatchId } from '../../../shared/ids.ts';
import { isSettled, uploadStatuses } from '../../../shared/upload.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import type { TestQueue } from './open-test-queue.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf, uploadOf } from './record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const nothingStored = { bytesSent: 0, runNumber: 0, bounces: 0, lockedLooks: 0, furthestConfirmed: 0 };
const asStored = (record: UploadRecord) => ({ ...record, ...nothingStored });

/** What the counts and sums must be, from the files themselves. */
function recount(records: readonly UploadRecord[]) {
  const counts = Object.fromEntries(uploadStatuses.map((status) => [status, records.filter((record) => record.status === status).length]));
  const weights = records.map(fileWeightOf);
  const sum = (key: 'bytesTotal' | 'bytesSent' | 'bytesConfirmed') => weights.reduce((total, weight) => total + weight[key], 0);
  return { counts, bytesTotal: sum('bytesTotal'), bytesSent: sum('bytesSent'), bytesConfirmed: sum('bytesConfirmed') };
}

function standOf({ queue }: TestQueue, batchId = 'batch-1' as BatchId) {
  const batch = queue.batches.get(batchId);
  if (batch === undefined) throw new Error('no batch');
  const { counts, bytesTotal, bytesSent, bytesConfirmed } = batch;
  return { counts, bytesTotal, bytesSent, bytesConfirmed };
}

const file = fc.nat(4);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('move' as const), file, to: fc.constantFrom(...uploadStatuses) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('confirm' as const), file, bytes: fc.nat(120) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('send' as const), file, bytes: fc.nat(150) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resize' as const), file, size: fc.nat(300) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('discard' as const), file, isPending: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('commit' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('load' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

describe('the queue', () => {
  it('in memory is what a start from the disk reads, whatever happens to its files', () => {
    let round = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        round += 1;
        const place = `${directory.path}/${round}`;
        const clock = createFakeClock();
        let test = openTestQueue(place, clock);
        test.queue.addBatch(batchOf(1), []);
        for (let number = 0; number < 5; number += 1) test.queue.addUpload(uploadOf(number + 1));
        test.queue.commit();
        const all = () => test.queue.load({ batchId: 'batch-1' as BatchId });
        const recordOf = (number: number): UploadRecord => {
          const record = test.queue.get(uploadOf(number + 1).uploadId);
          if (record === null) throw new Error('lost');
          return record;
        };
        for (const one of steps) {
          switch (one.kind) {
            case 'move': {
              const record = recordOf(one.file);
              const before = record.status;
              const isAllowed = canMove(before, one.to);
              expect(test.queue.move(record, one.to)).toBe(isAllowed);
              expect(record.status).toBe(isAllowed ? one.to : before);
              break;
            }
            case 'confirm':
              test.queue.change(recordOf(one.file), { bytesConfirmed: one.bytes, checkpoint: { offset: one.bytes } });
              break;
            case 'send': {
              const record = recordOf(one.file);
              if (!isSettled(record.status)) test.queue.noteBytesSent(record, one.bytes);
              break;
            }
            case 'resize': {
              const record = recordOf(one.file);
              test.queue.change(record, { fingerprint: { ...record.fingerprint, size: one.size } });
              break;
            }
            case 'discard': {
              const record = recordOf(one.file);
              if (record.status === 'cancelled') test.queue.change(record, { discardPending: one.isPending });
              break;
            }
            case 'commit':
              test.queue.commit();
              break;
            case 'load':
              all();
              break;
            case 'reopen': {
              test.close();
              test = openTestQueue(place, clock);
            }
          }
        }
        const records = all();
        expect(standOf(test)).toEqual(recount(records));
        const batch = [...test.queue.batches.values()][0];
        if (batch === undefined) throw new Error('no batch');
        expect(batch.settledAt !== null).toBe(['completed', 'failed', 'cancelled'].includes(batchStatusOf(batch)));
        const inMemory = records.map(asStored);
        test.close();
        const next = openTestQueue(place, clock);
        expect(next.queue.load({ batchId: 'batch-1' as BatchId }).map(asStored)).toEqual(inMemory);
        expect(standOf(next)).toEqual(recount(next.queue.load({ batchId: 'batch-1' as BatchId })));
        expect([...next.queue.batches.values()][0]?.settledAt).toBe(batch.settledAt);
        next.close();
      }),
      { numRuns: 60 },
    );
  });

  it('forgets settled files, but for those of which something is still to be removed', () => {
    const test = openTestQueue(directory.path, createFakeClock());
    test.queue.addBatch(batchOf(1), []);
    for (let number = 1; number <= 1_000; number += 1) test.queue.addUpload(uploadOf(number));
    test.queue.commit();
    for (const record of [...test.queue.live()]) {
      test.queue.move(record, 'cancelled', { discardPending: record.position === 7 });
    }
    test.queue.commit();
    expect([...test.queue.live()].map(({ position }) => position)).toEqual([7]);
    test.queue.load({});
    expect([...test.queue.live()]).toHaveLength(1);
    expect(test.queue.get(uploadOf(9).uploadId)?.status).toBe('cancelled');
    test.close();
  });

  it('after a start has one object, and only one, for each file that somebody works on', () => {
    const clock = createFakeClock();
    const before = openTestQueue(directory.path, clock);
    before.queue.addBatch(batchOf(1), []);
    before.queue.addUpload(uploadOf(1));
    before.queue.addUpload(uploadOf(2));
    const [first] = before.queue.load({});
    if (first === undefined) throw new Error('lost');
    before.queue.move(first, 'cancelled', { discardPending: true });
    before.close();
    const test = openTestQueue(directory.path, clock);
    const [pending, open] = test.queue.load({});
    expect(test.queue.get(uploadOf(1).uploadId)).toBe(pending);
    expect(test.queue.get(uploadOf(2).uploadId)).toBe(open);
    test.close();
  });

  it('tells only what is on disk, in the order in which it happened', async () => {
    const clock = createFakeClock();
    const test = openTestQueue(directory.path, clock);
    test.queue.addBatch(batchOf(1), []);
    for (const number of [1, 2, 3]) test.queue.addUpload(uploadOf(number));
    test.queue.commit();
    const [one, two, three] = test.queue.load({});
    if (one === undefined || two === undefined || three === undefined) throw new Error('lost');
    test.told.length = 0;
    for (const record of [three, one, two]) test.queue.move(record, 'checking');
    expect(test.told).toEqual([]);
    expect(createUploadStore(test.database).select({ statuses: ['checking'] })).toEqual([]);
    await clock.advance(25);
    expect(test.told).toEqual(['upload-3 checking', 'upload-1 checking', 'upload-2 checking']);
    expect(createUploadStore(test.database).select({ statuses: ['checking'] })).toHaveLength(3);
    test.close();
  });

  it('gives out each position once, also after a start', () => {
    const clock = createFakeClock();
    const before = openTestQueue(directory.path, clock);
    before.queue.addBatch(batchOf(1), []);
    const first = before.queue.takePosition();
    before.queue.addUpload(uploadOf(first));
    before.close();
    const test = openTestQueue(directory.path, clock);
    expect([first, test.queue.takePosition(), test.queue.takePosition()]).toEqual([1, 2, 3]);
    test.close();
  });

  it('takes a batch away with all that belongs to it, and does not tell of it again', async () => {
    const clock = createFakeClock();
    const test = openTestQueue(directory.path, clock);
    const batch = batchOf(1);
    test.queue.addBatch(batch, ['/source']);
    test.queue.addUpload(uploadOf(1));
    test.queue.alsoWrite(() =>
      createBatchStore(test.database).addRefusal(batch.batchId, { path: '/x', code: 'source-missing', details: {} }),
    );
    const record = uploadOf(1);
    test.queue.noteAttempt({
      uploadId: record.uploadId,
      startedAt: 1,
      endedAt: 2,
      outcome: 'error',
      error: null,
      bytesFrom: 0,
      bytesTo: 0,
    });
    test.queue.removeBatches([batch]);
    await clock.advance(1_000);
    for (const table of ['batches', 'uploads', 'attempts', 'refusals', 'scan_roots']) {
      expect(test.database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']).toBe(0);
    }
    test.told.length = 0;
    test.queue.changeBatch(batch);
    await clock.advance(1_000);
    expect([...test.queue.live(), ...test.told]).toEqual([]);
    test.close();
  });
});
