import type { UploadRecord } from '../../../electron/engine/queue/upload-record.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { openTestQueue } from './open-test-queue.ts';
import { batchOf } from './record-of.ts';

/** A queue whose disk takes writes at once, and ends a sync when it is told to. */
export function openOnSlowDisk(place: string, lineOf?: (record: UploadRecord) => string) {
  const clock = createFakeClock();
  const disk = { isFull: false, isBad: false, syncsNow: 0, begun: 0, transactions: 0 };
  const ends: ((error: Error | null) => void)[] = [];
  /** What a power cut would leave: the attempts of each file. */
  let kept = new Map<string, number>();
  const refused = (code: string): Error => Object.assign(new Error('refused'), { code });
  const test = openTestQueue(
    place,
    clock,
    (database) => {
      const inDatabase = (): Map<string, number> =>
        new Map(
          createUploadStore(database)
            .select({})
            .map(({ uploadId, attempt }) => [uploadId, attempt]),
        );
      return {
        ...database,
        transaction: (work) => {
          if (disk.isFull) throw refused('SQLITE_FULL');
          disk.transactions += 1;
          return database.transaction(work);
        },
        synced: () => {
          disk.begun += 1;
          const covered = inDatabase();
          return new Promise((resolve, reject) => {
            ends.push((error) => {
              if (error !== null) return reject(error);
              for (const [uploadId, attempt] of covered) kept.set(uploadId, Math.max(attempt, kept.get(uploadId) ?? 0));
              resolve();
            });
          });
        },
        syncNow: () => {
          disk.syncsNow += 1;
          if (disk.isBad) throw refused('EIO');
          kept = inDatabase();
        },
      };
    },
    lineOf,
  );
  test.queue.addBatch(batchOf(1), []);
  return {
    ...test,
    clock,
    disk,
    kept: () => kept,
    /** The sync that is under way ends; whoever waits for it goes on. */
    endSync: async (error: Error | null = null) => {
      ends.shift()?.(error);
      await clock.advance(0);
    },
    eio: refused('EIO'),
  };
}
