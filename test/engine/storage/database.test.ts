import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../electron/engine/storage/database.ts';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import { openWithLibsql } from '../../../electron/engine/storage/open-with-libsql.ts';
import { openWithNodeSqlite } from '../../../electron/engine/storage/open-with-node-sqlite.ts';
import { sqliteCodeOf } from '../../../electron/engine/storage/sqlite-code-of.ts';
import type { SqliteConnection } from '../../../electron/engine/storage/sqlite-connection.ts';

function withNodeSqlite(path: string): SqliteConnection {
  const connection = openWithNodeSqlite(path);
  if (connection === null) throw new Error('this Node has no SQLite');
  return connection;
}

const libraries: readonly (readonly [string, (path: string) => SqliteConnection])[] = [
  ['libsql', openWithLibsql],
  ['the SQLite of Node', withNodeSqlite],
];

describe.each(libraries)('a database by %s', (_name, open) => {
  let folder: string;
  let database: Database;
  const path = (): string => join(folder, 'queue.db');

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gantry-database-'));
    database = openDatabase(path(), open);
    database.exec('PRAGMA journal_mode = WAL; CREATE TABLE files (name TEXT PRIMARY KEY, bytes INTEGER, note TEXT)');
  });

  afterEach(() => {
    database.close();
    rmSync(folder, { recursive: true });
  });

  const insert = (name: string, bytes: number): void => {
    database.prepare('INSERT INTO files (name, bytes, note) VALUES (:name, :bytes, :note)').run({ name, bytes, note: null });
  };
  const names = (): readonly unknown[] =>
    database
      .prepare('SELECT name FROM files ORDER BY name')
      .all()
      .map(({ name }) => name);
  const codeOf = (work: () => unknown): string | null => {
    try {
      work();
      return null;
    } catch (error) {
      return sqliteCodeOf(error);
    }
  };

  test('gives back what was put in, also the largest whole number and a name twice in one statement', () => {
    insert('ü \u0001.mov', Number.MAX_SAFE_INTEGER);
    const row = database
      .prepare('SELECT * FROM files WHERE name = :name OR (bytes = :bytes AND name = :name)')
      .get({ bytes: 1, name: 'ü \u0001.mov' });
    expect({ ...row }).toEqual({ name: 'ü \u0001.mov', bytes: Number.MAX_SAFE_INTEGER, note: null });
    expect(database.prepare('SELECT * FROM files WHERE name = :name').get({ name: 'none' })).toBeNull();
    expect(database.prepare('UPDATE files SET bytes = 1').run().changes).toBe(1);
  });

  test('refuses a value that is missing', () => {
    expect(() => database.prepare('SELECT * FROM files WHERE name = :name').get({})).toThrow('name is missing');
  });

  test('keeps all of a transaction or nothing of it, nested ones too', () => {
    database.transaction(() => {
      insert('a', 1);
      database.transaction(() => insert('b', 2));
    });
    expect(() =>
      database.transaction(() => {
        insert('c', 3);
        database.transaction(() => insert('a', 1));
      }),
    ).toThrow();
    expect(names()).toEqual(['a', 'b']);
    database.transaction(() => insert('d', 4));
    expect(names()).toEqual(['a', 'b', 'd']);
  });

  test('names what is wrong', () => {
    insert('a', 1);
    expect(codeOf(() => insert('a', 1))).toMatch(/^SQLITE_CONSTRAINT/);
    expect(codeOf(() => database.exec('nonsense'))).toBe('SQLITE_ERROR');
    const broken = join(folder, 'broken.db');
    writeFileSync(broken, 'this is no database at all, however long one reads on'.repeat(100));
    expect(codeOf(() => openDatabase(broken, open).exec('PRAGMA journal_mode = WAL'))).toBe('SQLITE_NOTADB');
  });

  test('a full disk takes the whole transaction back', () => {
    database.exec('PRAGMA max_page_count = 8');
    const fill = (): void => {
      for (let number = 0; number < 1000; number++) insert(`${number}${'x'.repeat(200)}`, number);
    };
    expect(codeOf(() => database.transaction(fill))).toBe('SQLITE_FULL');
    expect(names()).toEqual([]);
    database.transaction(() => insert('a', 1));
    expect(names()).toEqual(['a']);
  });

  test('who comes second to a lock is told', () => {
    const other = openDatabase(path(), open);
    other.exec('PRAGMA busy_timeout = 0');
    database.transaction(() => {
      insert('a', 1);
      expect(codeOf(() => other.transaction(() => undefined))).toMatch(/^SQLITE_BUSY/);
    });
    other.transaction(() => undefined);
    other.close();
  });
});

test('what one library wrote the other reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gantry-database-'));
  const path = join(folder, 'queue.db');
  const first = openDatabase(path, openWithLibsql);
  first.exec("PRAGMA journal_mode = WAL; CREATE TABLE files (name TEXT); INSERT INTO files VALUES ('a')");
  first.close();
  const second = openDatabase(path, withNodeSqlite);
  expect(
    second
      .prepare('SELECT name FROM files')
      .all()
      .map(({ name }) => name),
  ).toEqual(['a']);
  second.close();
  rmSync(folder, { recursive: true });
});
