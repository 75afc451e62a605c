import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';

/** Puts a file with this text in the place of another one, whole or not at all, readable by its owner alone. Throws what the system says. */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.new`;
  // One that was left by a crash may have other rights.
  rmSync(beside, { force: true });
  const file = openSync(beside, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}
