import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import { errorCodes } from '../../../shared/error-codes.ts';
import type { BatchId } from '../../../shared/ids.ts';
import { uploadStatuses } from '../../../shared/upload.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import type { TestQueue } from '../queue/open-test-queue.ts';
import { openTestQueue } from '../queue/open-test-queue.ts';
import { batchOf, uploadOf } from '../queue/record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let test: TestQueue;
beforeEach(async () => {
  directory = await temporaryDirectory();
  test = openTestQueue(directory.path, createFakeClock());
  test.queue.addBatch(batchOf(1), []);
  test.queue.addBatch(batchOf(2), []);
});
afterEach(async () => {
  test.close();
  await directory.remove();
});

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const recordOf: fc.Arbitrary<Partial<UploadRecord>> = fc.record({
  sourcePath: text,
  relativePath: text,
  fingerprint: fc.record({
    size: fc.maxSafeNat(),
    modifiedAtMs: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1e15 }),
    changedAtMs: fc.double({ noNaN: true, noDefaultInfinity: true, min: 1, max: 1e15 }),
    inode: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
    device: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  }),
  readPrefix: fc.option(fc.record({ bytes: fc.maxSafeNat(), crc: fc.nat(2 ** 32 - 1) }), { nil: null }),
  status: fc.constantFrom(...uploadStatuses),
  attempt: fc.nat(100),
  waitReason: fc.constantFrom('retry' as const, 'offline' as const, null),
  retryAt: fc.option(fc.maxSafeNat(), { nil: null }),
  error: fc.option(
    fc.record({
      code: fc.constantFrom(...errorCodes),
      details: fc.oneof(fc.record({ reason: text, sizeBytes: fc.nat() }), fc.constant({})),
    }),
    { nil: null },
  ),
  bytesConfirmed: fc.maxSafeNat(),
  checkpoint: fc.option(fc.record({ url: text, parts: fc.array(fc.record({ etag: text }), { maxLength: 4 }) }), { nil: null }),
  verification: fc.constantFrom('crc64nvme' as const, 'size' as const, 'accepted' as const, null),
  location: fc.option(text, { nil: null }),
  startedOver: fc.boolean(),
  discardPending: fc.boolean(),
  settledAt: fc.option(fc.maxSafeNat(), { nil: null }),
});

describe('the store of uploads', () => {
  it('gives back what it was given, whatever it is', () => {
    const store = createUploadStore(test.database);
    let number = 0;
    fc.assert(
      fc.property(recordOf, recordOf, (inserted, updated) => {
        number += 1;
        const record = uploadOf(number, inserted);
        store.insert(record);
        const read = () => store.select({ uploadIds: [record.uploadId] })[0];
        const notStored = { bytesSent: record.bytesConfirmed, furthestConfirmed: record.bytesConfirmed };
        // JSON knows no prototypes, and neither does what comes back.
        expect(JSON.parse(JSON.stringify(read()))).toEqual(JSON.parse(JSON.stringify({ ...record, ...notStored })));
        Object.assign(record, { ...updated, sourcePath: record.sourcePath, relativePath: record.relativePath });
        store.update(record);
        const { bytesConfirmed } = record;
        expect(JSON.parse(JSON.stringify(read()))).toEqual(
          JSON.parse(JSON.stringify({ ...record, bytesSent: bytesConfirmed, furthestConfirmed: bytesConfirmed })),
        );
      }),
    );
  });

  it.each([['{"offset": 1'], ['null'], ['7'], ['"text"'], ['']])('takes the damaged checkpoint %j for none', (checkpoint) => {
    const store = createUploadStore(test.database);
    store.insert(uploadOf(1, { checkpoint: { offset: 5 } }));
    test.database.prepare('UPDATE uploads SET checkpoint = :checkpoint').run({ checkpoint });
    expect(store.select({})[0]?.checkpoint).toBeNull();
  });

  it('still knows the code of an error whose details are damaged', () => {
    const store = createUploadStore(test.database);
    store.insert(uploadOf(1, { error: { code: 'stalled', details: { host: 'x' } } }));
    test.database.prepare('UPDATE uploads SET error_details = :damaged').run({ damaged: '{{' });
    expect(store.select({})[0]?.error).toEqual({ code: 'stalled', details: {} });
  });

  it('selects by batch, status, position and number, always in the order of the queue', () => {
    const store = createUploadStore(test.database);
    const all = Array.from({ length: 40 }, (_, index) =>
      uploadOf(40 - index, {
        batchId: `batch-${(index % 2) + 1}` as BatchId,
        status: uploadStatuses[index % uploadStatuses.length] ?? 'queued',
        discardPending: index % 5 === 0,
      }),
    );
    for (const record of all) store.insert(record);
    const filterOf = fc.record(
      {
        batchId: fc.constantFrom('batch-1' as BatchId, 'batch-2' as BatchId),
        statuses: fc.subarray([...uploadStatuses]),
        discardPending: fc.constant(true),
        fromPosition: fc.integer({ min: -5, max: 50 }),
        limit: fc.nat(50),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(filterOf, (filter) => {
        const wanted = all
          .filter((record) => filter.batchId === undefined || record.batchId === filter.batchId)
          .filter((record) => filter.statuses === undefined || filter.statuses.includes(record.status))
          .filter((record) => filter.discardPending === undefined || record.discardPending)
          .filter((record) => filter.fromPosition === undefined || record.position >= filter.fromPosition)
          .toSorted((a, b) => a.position - b.position)
          .slice(0, filter.limit ?? all.length);
        expect(store.select(filter).map(({ position }) => position)).toEqual(wanted.map(({ position }) => position));
      }),
    );
  });
});
