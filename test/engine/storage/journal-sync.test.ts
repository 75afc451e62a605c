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

  it('does not miss at once what was refused a moment ago, and nobody was told yet', async () => {
    const path = join(directory.path, 'queue.db');
    const database = openDatabase(path);
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE told (number INTEGER PRIMARY KEY)');
    // As Linux does: what could not be written is told once by each handle that was open then.
    let failures = 0;
    const toldBy = new Map<number, number>();
    const isToldNow = (file: number): boolean => {
      const isNews = (toldBy.get(file) ?? 0) < failures;
      toldBy.set(file, failures);
      return isNews;
    };
    const refused = Object.assign(new Error('refused'), { code: 'EIO' });
    const journal = createJournalSync(path, {
      fdatasync: (file, done) => {
        const error = isToldNow(file) ? refused : null;
        setImmediate(() => done(error));
      },
      fdatasyncSync: (file) => {
        if (isToldNow(file)) throw refused;
      },
      writeSync,
    });
    await journal.later();
    failures += 1;
    const later = journal.later();
    expect(() => journal.now()).toThrow(refused);
    await expect(later).rejects.toBe(refused);
    // What was told is over: the journal was written again.
    for (const file of toldBy.keys()) toldBy.set(file, failures);
    journal.now();
    await journal.later();
    journal.close();
    database.close();
  });
});
