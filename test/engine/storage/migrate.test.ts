import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import { schemaVersionOf } from '../../../electron/engine/storage/migrate.ts';
import { queueMigration } from '../../../electron/engine/storage/migrations/0001-queue.ts';
import { openQueueDatabase } from '../../../electron/engine/storage/open-queue-database.ts';
import { ownDataDirectory } from '../../../electron/engine/storage/own-data-directory.ts';
import { openQueueReader } from '../../../electron/engine/storage/queue-reader.ts';
import { createUploadStore } from '../../../electron/engine/storage/upload-store.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { openTestQueue } from '../queue/open-test-queue.ts';
import { batchOf, uploadOf } from '../queue/record-of.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

const clock = createFakeClock();
const queuePath = () => join(directory.path, 'queue.db');
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** A queue file that nobody has open, with everything in it and nothing in a journal. */
function fillQueue(): void {
  const elsewhere = join(directory.path, 'elsewhere');
  const { queue, database, close } = openTestQueue(elsewhere, clock);
  queue.addBatch(batchOf(1), []);
  for (let number = 1; number <= 500; number += 1) queue.addUpload(uploadOf(number));
  queue.commit();
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  copyFileSync(join(elsewhere, 'queue.db'), queuePath());
  close();
}

describe('the schema', () => {
  it('is made from nothing, and left alone after that', () => {
    const first = openQueueDatabase(directory.path, clock);
    expect([schemaVersionOf(first.database), first.setAsidePath]).toEqual([7, null]);
    first.database.close();
    const second = openQueueDatabase(directory.path, clock);
    const tables = second.database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    expect(tables.map(({ name }) => name)).toEqual([
      'attempts',
      'batches',
      'destinations',
      'left_uploads',
      'refusals',
      'scan_roots',
      'uploads',
      'watched_files',
      'watched_folders',
    ]);
    second.database.close();
  });

  it('of the first release is read as it is, and brought up to date by its owner', () => {
    const first = openDatabase(queuePath());
    first.exec(`${queueMigration} PRAGMA user_version = 1;`);
    first.exec("INSERT INTO destinations VALUES ('d', 'D', 'tus', 'http://d.test/', 1, 0, 1, '{}', 1)");
    first.exec("INSERT INTO batches VALUES ('b', 'B', 'd', NULL, 0, 8, 0, 0, 0, 1, NULL)");
    first.exec(
      "INSERT INTO uploads VALUES (1, 'u', 'b', '/a', 'a', 9, 1.5, '2', '3', 'queued', 0, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, NULL)",
    );
    first.close();
    const reader = openQueueReader(directory.path);
    expect(reader?.listUploads({ fromPosition: 0, limit: 10 }).uploads).toMatchObject([{ relativePath: 'a', fileSize: 9 }]);
    reader?.close();
    const { database } = openQueueDatabase(directory.path, clock);
    const pinned = { fingerprint: { size: 9, modifiedAtMs: 1.5, inode: '2', device: '3' }, readPrefix: null };
    expect(createUploadStore(database).select({})).toMatchObject([pinned]);
    expect(createUploadStore(database).select({})[0]?.fingerprint).not.toHaveProperty('changedAtMs');
    database.close();
  });

  it('survives a power cut: every commit is waited for', () => {
    const { database } = openQueueDatabase(directory.path, clock);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    expect(database.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
    database.close();
  });

  it('of a newer Gantry is refused, and its file not touched', () => {
    fillQueue();
    const database = openDatabase(queuePath());
    database.exec('PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)');
    database.close();
    const before = hashOf(queuePath());
    expect(() => openQueueDatabase(directory.path, clock)).toThrow(expect.objectContaining({ code: 'queue-newer' }));
    expect(() => openQueueReader(directory.path)).toThrow(expect.objectContaining({ code: 'queue-newer' }));
    expect(hashOf(queuePath())).toBe(before);
    // Nothing is held on to: the same process may try again.
    expect(() => ownDataDirectory(directory.path, clock)).toThrow(expect.objectContaining({ code: 'queue-newer' }));
    expect(() => ownDataDirectory(directory.path, clock)).toThrow(expect.objectContaining({ code: 'queue-newer' }));
  });
});

describe('a damaged queue', () => {
  it.each([
    [
      'that is no database at all',
      () => writeFileSync(queuePath(), 'this is not a database, and long enough to be sure of that'.repeat(100)),
    ],
    [
      'with a hole in the middle',
      () => {
        const bytes = readFileSync(queuePath());
        bytes.fill(0xa5, 4096, bytes.length - 4096);
        writeFileSync(queuePath(), bytes);
      },
    ],
    ['that was cut off', () => writeFileSync(queuePath(), readFileSync(queuePath()).subarray(0, 9_000))],
  ])('%s is set aside with the date, and a new one begun', (_words, damage) => {
    fillQueue();
    damage();
    const before = hashOf(queuePath());
    const { database, setAsidePath } = openQueueDatabase(directory.path, clock);
    const aside = join(directory.path, 'queue.db.unreadable-2023-11-14T22-13-20.000Z');
    expect(setAsidePath).toBe(aside);
    expect(hashOf(aside)).toBe(before);
    expect(database.prepare('SELECT count(*) AS count FROM uploads').get()).toEqual({ count: 0 });
    database.close();
  });

  it('that is a folder is no reason to rename anything', () => {
    mkdirSync(queuePath());
    expect(() => openQueueDatabase(directory.path, clock)).toThrow(expect.objectContaining({ code: 'queue-unusable' }));
    expect(readdirSync(directory.path)).toEqual(['queue.db']);
  });

  it('in a place where no directory can be made is a code too', () => {
    writeFileSync(join(directory.path, 'file'), '');
    expect(() => ownDataDirectory(join(directory.path, 'file', 'data'), clock)).toThrow(
      expect.objectContaining({ code: 'queue-unusable' }),
    );
    expect(existsSync(join(directory.path, 'file', 'data'))).toBe(false);
  });
});
