import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 100;
const heartbeatMs = 2_000;
/** Far more than a heartbeat, so that a busy machine does not look like a dead owner. */
const silenceMs = 30_000;

/**
 * Runs `action` while no other process of this user runs one under the same lock file; waits for its turn.
 * A lock whose owner is gone (killed in the middle) is taken over.
 */
export async function withLock<Result>(lockFile: string, action: () => Promise<Result>): Promise<Result> {
  mkdirSync(dirname(lockFile), { recursive: true });
  while (!tryLock(lockFile)) {
    if (isAbandoned(lockFile)) takeAway(lockFile);
    else await sleep(pollMs);
  }
  const heartbeat = setInterval(() => utimesSync(lockFile, new Date(), new Date()), heartbeatMs).unref();
  const release = (): void => {
    clearInterval(heartbeat);
    rmSync(lockFile, { force: true });
  };
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
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Its process is gone, or has the number of one that is gone and gives no sign of life. */
function isAbandoned(lockFile: string): boolean {
  try {
    const owner = Number(readFileSync(lockFile, 'utf8'));
    if (Date.now() - statSync(lockFile).mtimeMs > silenceMs) return true;
    // An empty file belongs to somebody who is between making it and writing into it.
    if (owner) process.kill(owner, 0);
    return false;
  } catch (error) {
    return hasCode(error, 'ESRCH');
  }
}

/** One process at a time looks again and takes it away, else the second would take away the lock that the first has just made. */
function takeAway(lockFile: string): void {
  const guard = `${lockFile}.taking`;
  if (!tryLock(guard)) {
    if (isAbandoned(guard)) rmSync(guard, { force: true });
    return;
  }
  if (isAbandoned(lockFile)) rmSync(lockFile, { force: true });
  rmSync(guard, { force: true });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
