import { randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { namesIn } from './names-in.ts';

/** Nobody takes so long to write a file of this kind: what is older was left by a crash. */
const staleMs = 60_000;

/**
 * Puts a file with this text in the place of another one, whole or not at all, readable by its owner alone. Two processes that do so at once each
 * write beside it under a name of their own, and the later one wins. Throws what the system says.
 */
export function replaceFile(path: string, text: string): void {
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`;
  const file = openSync(beside, 'wx', 0o600);
  let writtenAtMs: number;
  try {
    try {
      writeFileSync(file, text);
      fsyncSync(file);
      // The disk's own clock, which may be another machine's.
      writtenAtMs = fstatSync(file).mtimeMs;
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    removeQuietly(beside);
    throw error;
  }
  removeStale(path, writtenAtMs);
}

function removeStale(path: string, nowMs: number): void {
  const [folder, name] = [dirname(path), basename(path)];
  for (const found of namesIn(folder)) {
    if (!found.startsWith(`${name}.`) || !found.endsWith('.new')) continue;
    const left = join(folder, found);
    try {
      if (statSync(left).mtimeMs < nowMs - staleMs) rmSync(left, { force: true });
    } catch {
      // Gone meanwhile, or held by another program: the file itself is whole and in its place all the same.
    }
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It is in nobody's way.
  }
}
