import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 100;

/**
 * Runs `action` while no other process of this user runs one under the same lock file; waits for its turn.
 * A lock whose owner is gone (killed in the middle) is taken over.
 */
export async function withLock<Result>(lockFile: string, action: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock(lockFile)) {
    if (!isHeldByLiving(lockFile)) rmSync(lockFile, { force: true });
    else await sleep(pollMs);
  }
  const release = (): void => rmSync(lockFile, { force: true });
  process.once('exit', release);
  try {
    return await action();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function tryLock(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isHeldByLiving(lockFile: string): boolean {
  try {
    const owner = Number(readFileSync(lockFile, 'utf8'));
    // An empty file belongs to somebody who is between making it and writing into it.
    if (!owner) return true;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
