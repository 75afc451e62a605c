import { fdatasync, fdatasyncSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import type { JournalDisk } from '../../../electron/engine/storage/journal-sync.ts';
import { createJournalSync } from '../../../electron/engine/storage/journal-sync.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

function open() {
  const path = join(directory.path, 'queue.db');
  const database = openDatabase(path);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE told (number INTEGER PRIMARY KEY)');
  const asked: string[] = [];
  let isBad = false;
  const refused = (): Error => Object.assign(new Error('refused'), { code: 'EIO' });
  const disk: JournalDisk = {
    fdatasync: (file, done) => {
      asked.push('sync');
      if (isBad) setImmediate(() => done(refused()));
      else fdatasync(file, done);
    },
    fdatasyncSync: (file) => {
      asked.push('sync');
      if (isBad) throw refused();
      fdatasyncSync(file);
    },
    writeSync: (file, bytes, offset, length, position) => {
      asked.push('write');
      return writeSync(file, bytes, offset, length, position);
    },
  };
  return {
    database,
    asked,
    journal: createJournalSync(path, disk),
    journalBytes: () => readFileSync(`${path}-wal`),
    setBad: (bad: boolean) => {
      isBad = bad;
    },
  };
}

describe('the sync of a journal', () => {
  it.each(['now', 'later'] as const)(
    'writes all of it again after one that failed (%s), since what stands behind a gap counts for nothing',
    async (way) => {
      const { database, asked, journal, journalBytes, setBad } = open();
      database.exec('INSERT INTO told VALUES (1)');
      await journal.later();
      expect(asked).toEqual(['sync']);
      setBad(true);
      database.exec('INSERT INTO told VALUES (2)');
      if (way === 'later') await expect(journal.later()).rejects.toMatchObject({ code: 'EIO' });
      else expect(() => journal.now()).toThrow(expect.objectContaining({ code: 'EIO' }));
      setBad(false);
      asked.length = 0;
      database.exec('INSERT INTO told VALUES (3)');
      const before = journalBytes();
      journal.now();
      await journal.later();
      expect(asked).toEqual(['write', 'sync', 'sync']);
      expect(journalBytes().equals(before)).toBe(true);
      database.exec('INSERT INTO told VALUES (4)');
      journal.close();
      database.close();
      const again = openDatabase(join(directory.path, 'queue.db'));
      expect(again.prepare('SELECT count(*) AS count FROM told').get()).toEqual({ count: 4 });
      again.close();
    },
  );
});
