import type { SqlRow, SqlValue } from './sql-row.ts';

export interface SqliteStatement {
  run(values: readonly SqlValue[]): { readonly changes: number };
  get(values: readonly SqlValue[]): SqlRow | null;
  all(values: readonly SqlValue[]): readonly SqlRow[];
}

/** What Gantry needs of a SQLite library; parameters are `?1`, `?2` … in their order. Errors are the library's own. */
export interface SqliteConnection {
  readonly isInTransaction: boolean;
  prepare(sql: string): SqliteStatement;
  exec(sql: string): void;
  close(): void;
}
