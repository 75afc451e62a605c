import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { openOnSlowDisk } from './open-on-slow-disk.ts';
import { uploadOf } from './record-of.ts';

it('nothing is told before a power cut would leave it, nor out of order, whatever happens between', async () => {
  const directory = await temporaryDirectory();
  onTestFinished(() => directory.remove());
  const file = fc.integer({ min: 1, max: 3 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('change' as const), file }),
    fc.record({ kind: fc.constant('row' as const), file }),
    fc.record({ kind: fc.constant('durable' as const) }),
    fc.record({ kind: fc.constant('time' as const), ms: fc.constantFrom(0, 1, 4, 25, 100) }),
    fc.record({ kind: fc.constant('commit' as const) }),
    fc.record({ kind: fc.constant('disk' as const), isFull: fc.boolean(), isBad: fc.boolean() }),
    fc.record({ kind: fc.constant('end' as const), isGood: fc.boolean() }),
  );
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      round += 1;
      const { queue, clock, disk, told, kept, endSync, eio, close } = openOnSlowDisk(
        `${directory.path}/${round}`,
        ({ uploadId, attempt }) => `${uploadId} ${attempt}`,
      );
      const records = new Map<number, UploadRecord>();
      const broken: string[] = [];
      const push = told.push.bind(told);
      told.push = (...lines) => {
        for (const line of lines) {
          const [uploadId = '', change] = line.split(' ');
          // What is kept may be newer by now, and never older.
          if (!((kept().get(uploadId) ?? -1) >= Number(change))) broken.push(`${line} is told and not kept`);
          const last = told.findLast((other) => other.startsWith(`${uploadId} `))?.split(' ')[1];
          if (last !== undefined && Number(last) > Number(change)) broken.push(`${line} is told after ${last}`);
        }
        return push(...lines);
      };
      for (const one of steps) {
        const record = 'file' in one ? (records.get(one.file) ?? null) : null;
        if (one.kind === 'change' && record === null) {
          records.set(one.file, uploadOf(one.file));
          queue.addUpload(records.get(one.file) ?? uploadOf(one.file));
        } else if (one.kind === 'change' && record !== null) queue.change(record, { attempt: record.attempt + 1 });
        else if (one.kind === 'row' && record !== null) {
          const { attempt, uploadId } = record;
          void queue.durableRow(record).then(
            () => (kept().get(uploadId) ?? -1) >= attempt || broken.push(`${uploadId} ${attempt} is waited for and not kept`),
            () => undefined,
          );
        } else if (one.kind === 'durable') {
          const wanted = [...records.values()].map(({ attempt, uploadId }) => ({ attempt, uploadId }));
          void queue.durable().then(
            () => {
              for (const { attempt, uploadId } of wanted)
                if (!((kept().get(uploadId) ?? -1) >= attempt)) broken.push(`${uploadId} ${attempt} is waited for and not kept`);
            },
            () => undefined,
          );
        } else if (one.kind === 'time') await clock.advance(one.ms);
        else if (one.kind === 'commit') queue.commit();
        else if (one.kind === 'disk') Object.assign(disk, { isFull: one.isFull, isBad: one.isBad });
        else if (one.kind === 'end') await endSync(one.isGood ? null : eio);
      }
      Object.assign(disk, { isFull: false, isBad: false });
      for (let turn = 0; turn < 5; turn += 1) {
        await clock.advance(2_000);
        await endSync();
      }
      expect(broken).toEqual([]);
      for (const { uploadId, attempt } of records.values()) {
        expect(kept().get(uploadId)).toBe(attempt);
        expect(told.findLast((line) => line.startsWith(`${uploadId} `))).toBe(`${uploadId} ${attempt}`);
      }
      close();
    }),
    { numRuns: 100 },
  );
});
