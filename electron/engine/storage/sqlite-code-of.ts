/** SQLite's names of the codes that Gantry asks for (https://sqlite.org/rescode.html): Node tells the number alone. */
const names: Readonly<Record<number, string>> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  26: 'SQLITE_NOTADB',
};

/** SQLite's own code of an error, such as `SQLITE_BUSY`; null for any other error. */
export function sqliteCodeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  const { code } = error;
  if (code === 'ERR_SQLITE_ERROR' && 'errcode' in error && typeof error.errcode === 'number')
    // The upper bits only say more about it.
    return names[error.errcode & 0xff] ?? 'SQLITE_ERROR';
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : null;
}
