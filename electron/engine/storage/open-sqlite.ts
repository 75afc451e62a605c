import { openWithLibsql } from './open-with-libsql.ts';
import { openWithNodeSqlite } from './open-with-node-sqlite.ts';
import type { SqliteConnection } from './sqlite-connection.ts';

/** Opens a SQLite file by libsql, or by Node's own where that has no binary, as for Windows on ARM. Throws the library's errors: read them with `sqliteCodeOf`. */
export function openSqlite(path: string): SqliteConnection {
  try {
    return openWithLibsql(path);
  } catch (error) {
    const connection = isWithoutBinary(error) ? openWithNodeSqlite(path) : null;
    if (connection === null) throw error;
    return connection;
  }
}

function isWithoutBinary(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}
