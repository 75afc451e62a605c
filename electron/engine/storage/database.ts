import { existsSync } from 'node:fs';
import Libsql from 'libsql';

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;
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
  close(): void;
}

/** SQLite's own code of an error, such as `SQLITE_BUSY`; null for any other error. */
export function sqliteCodeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}

/**
 * Opens a SQLite file. The only place that knows the library, whose API is that of better-sqlite3 with gaps.
 * Throws the library's errors: read them with `sqliteCodeOf`.
 */
export function openDatabase(path: string): Database {
  const library = new Libsql(path);
  let depth = 0;

  const prepare = (sql: string): Statement => {
    const { text, valuesOf } = positional(sql);
    const statement = library.prepare(text);
    return {
      run: (parameters = {}) => ({ changes: statement.run(valuesOf(parameters)).changes }),
      get: (parameters = {}) => withoutMetadata(statement.get(valuesOf(parameters))),
      all: (parameters = {}) => statement.all(valuesOf(parameters)) as readonly SqlRow[],
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
        if (library.inTransaction) library.exec('ROLLBACK');
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => {
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

/** `get` of the library adds a timing field to the row. */
function withoutMetadata(row: unknown): SqlRow | null {
  if (typeof row !== 'object' || row === null) return null;
  const { _metadata, ...columns } = row as Record<string, SqlValue>;
  return columns;
}
