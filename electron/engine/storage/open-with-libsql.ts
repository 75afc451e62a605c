import { createRequire } from 'node:module';
import type Libsql from 'libsql';
import type { SqlRow, SqlValue } from './sql-row.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

const load = createRequire(import.meta.url);

/** By libsql, whose API is that of better-sqlite3 with gaps. Throws `MODULE_NOT_FOUND` where it has no binary for this system. */
export function openWithLibsql(path: string): SqliteConnection {
  // Not imported: that alone would fail on a system that it has no binary for.
  const Library = load('libsql') as typeof Libsql;
  const library = new Library(path);
  return {
    get isInTransaction() {
      return library.inTransaction;
    },
    prepare: (sql) => {
      const statement = library.prepare(sql);
      return {
        run: (values) => ({ changes: statement.run(values).changes }),
        get: (values) => withoutMetadata(statement.get(values)),
        all: (values) => statement.all(values) as readonly SqlRow[],
      };
    },
    exec: (sql) => {
      library.exec(sql);
    },
    close: () => {
      library.close();
    },
  };
}

/** `get` of the library adds a timing field to the row. */
function withoutMetadata(row: unknown): SqlRow | null {
  if (typeof row !== 'object' || row === null) return null;
  const { _metadata, ...columns } = row as Record<string, SqlValue>;
  return columns;
}
