import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.doUnmock('../../../electron/engine/storage/open-with-libsql.ts');
  vi.resetModules();
});

async function openWhereLibsqlThrows(error: Error): Promise<() => { exec(sql: string): void; close(): void }> {
  vi.resetModules();
  vi.doMock('../../../electron/engine/storage/open-with-libsql.ts', () => ({
    openWithLibsql() {
      throw error;
    },
  }));
  const { openSqlite } = await import('../../../electron/engine/storage/open-sqlite.ts');
  return () => openSqlite(':memory:');
}

test('where libsql has no binary, the SQLite of Node takes its place', async () => {
  const open = await openWhereLibsqlThrows(Object.assign(new Error('Cannot find module'), { code: 'MODULE_NOT_FOUND' }));
  const connection = open();
  connection.exec('CREATE TABLE files (name TEXT)');
  connection.close();
});

test('what is wrong with the file itself is told as it is', async () => {
  const refusal = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
  const open = await openWhereLibsqlThrows(refusal);
  expect(open).toThrow(refusal);
});
