import { mkdirSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { openDatabase } from '../../electron/engine/storage/database.ts';

// Commits transactions to a database and tells each one when it is committed: `commit-and-tell.ts DATABASE JOURNAL_MODE SYNCHRONOUS COUNT`. `LATER` stands for
// FULL, with most transactions synced apart from their commit, as the rows are that a file waits for.
const [path = '', journalMode = '', synchronous = '', count = ''] = process.argv.slice(2);
mkdirSync(dirname(path), { recursive: true });
const database = openDatabase(path);
const syncsLater = synchronous === 'LATER';
database.exec(`PRAGMA journal_mode = ${journalMode}; PRAGMA synchronous = ${syncsLater ? 'FULL' : synchronous};`);
// Often, so that the way of the pages from the journal to the database is part of it.
database.exec('PRAGMA wal_autocheckpoint = 12;');
database.exec('CREATE TABLE told (number INTEGER PRIMARY KEY, content TEXT NOT NULL); CREATE INDEX told_by_content ON told (content);');
const insert = database.prepare('INSERT INTO told VALUES (:number, :content)');
const change = database.prepare('UPDATE told SET content = :content WHERE number = :number');
for (let number = 1; number <= Number(count); number += 1) {
  const commit = (): void =>
    database.transaction(() => {
      insert.run({ number, content: `${number * 7919} `.repeat(60) });
      if (number > 3) change.run({ number: number - 3, content: `${number * 104_729} `.repeat(60) });
    });
  // Some are synced with their commit, some at once after it, and some while nothing waits but this program.
  const way = syncsLater ? number % 4 : 0;
  if (way === 0) commit();
  else database.withoutSync(commit);
  if (way === 1) database.syncNow();
  else if (way > 1) await database.synced();
  writeSync(1, `committed ${number}\n`);
}
