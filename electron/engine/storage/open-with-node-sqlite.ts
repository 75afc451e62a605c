import type { SqlRow } from './sql-row.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** By the SQLite inside Node, which the Electron of a release has and older ones have not; null there. */
export function openWithNodeSqlite(path: string): SqliteConnection | null {
  // Not imported: builders and older runtimes do not know the name.
  const sqlite = process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
  if (sqlite === undefined) return null;
  const library = new sqlite.DatabaseSync(path);
  return {
    get isInTransaction() {
      return library.isTransaction;
    },
    prepare: (sql) => {
      const statement = library.prepare(sql);
      return {
        run: (values) => ({ changes: Number(statement.run(...values).changes) }),
        get: (values) => (statement.get(...values) as SqlRow | undefined) ?? null,
        all: (values) => statement.all(...values) as readonly SqlRow[],
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
