import { existsSync } from 'node:fs';
import { createJournalSync } from './journal-sync.ts';
import { openSqlite } from './open-sqlite.ts';
import type { SqlRow, SqlValue } from './sql-row.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

type Parameters = Readonly<Record<string, SqlValue>>;

/** A prepared statement; parameters by name, without their colon. */
export interface Statement {
  run(parameters?: Parameters): { readonly changes: number };
  get(parameters?: Parameters): SqlRow | null;
  all(parameters?: Parameters): readonly SqlRow[];
}

export interface Database {
  readonly path: string;
  /** False: the file was taken away, or its disk; the system goes on writing to what nobody will ever find again. */
  isInPlace(): boolean;
  prepare(sql: string): Statement;
  exec(sql: string): void;
  /** All of `work` or nothing of it; nested calls join the outer one. */
  transaction<Value>(work: () => Value): Value;
  /**
   * What `work` commits is seen by everybody at once, but may be lost in a power cut until `synced` has ended, or `syncNow`. Nothing that was committed before
   * is at risk. Where the journal is not one that can be synced apart from a commit, it is synced with it.
   */
  withoutSync(work: () => void): void;
  /** Resolves when everything that was committed before is on the disk; nothing waits for it but who asks. Rejects as the system does. */
  synced(): Promise<void>;
  syncNow(): void;
  close(): void;
}

/** Opens a SQLite file. Throws the library's errors: read them with `sqliteCodeOf`. */
export function openDatabase(path: string, open: (path: string) => SqliteConnection = openSqlite): Database {
  const library = open(path);
  const journal = createJournalSync(path);
  let depth = 0;
  let hasJournal: boolean | null = null;

  /** Some file systems can have no WAL, and what takes its place is only safe when it is synced in the middle of a commit. */
  const isWal = (): boolean => {
    hasJournal ??= library.prepare('PRAGMA journal_mode').get([])?.['journal_mode'] === 'wal';
    return hasJournal;
  };

  const prepare = (sql: string): Statement => {
    const { text, valuesOf } = positional(sql);
    const statement = library.prepare(text);
    return {
      run: (parameters = {}) => statement.run(valuesOf(parameters)),
      get: (parameters = {}) => statement.get(valuesOf(parameters)),
      all: (parameters = {}) => statement.all(valuesOf(parameters)),
    };
  };

  return {
    path,
    isInPlace: () => existsSync(path),
    prepare,
    exec: (sql) => {
      library.exec(sql);
    },
    transaction: (work) => {
      if (depth > 0) return work();
      depth += 1;
      try {
        library.exec('BEGIN IMMEDIATE');
        const value = work();
        library.exec('COMMIT');
        return value;
      } catch (error) {
        // A full disk may have rolled back already; the first error is the one that counts.
        if (library.isInTransaction) library.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    withoutSync: (work) => {
      if (!isWal()) return work();
      library.exec('PRAGMA synchronous = NORMAL');
      try {
        work();
      } finally {
        library.exec('PRAGMA synchronous = FULL');
      }
    },
    synced: async () => {
      if (isWal()) await journal.later();
    },
    syncNow: () => {
      if (isWal()) journal.now();
    },
    close: () => {
      journal.close();
      library.close();
    },
  };
}

/** The library looks each name up for every row, which takes twice as long as the statement: numbers take the place of the names. */
function positional(sql: string): { readonly text: string; readonly valuesOf: (parameters: Parameters) => readonly SqlValue[] } {
  const names: string[] = [];
  const text = sql.replace(/:([a-z]\w*)/gi, (_, name: string) => {
    if (!names.includes(name)) names.push(name);
    return `?${names.indexOf(name) + 1}`;
  });
  const valuesOf = (parameters: Parameters): readonly SqlValue[] =>
    names.map((name) => {
      const value = parameters[name];
      if (value === undefined) throw new Error(`${name} is missing for: ${sql}`);
      return value;
    });
  return { text, valuesOf };
}
