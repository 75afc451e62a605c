import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withLock } from '../../electron/start/with-lock.ts';

let folder: string;
let lockFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-lock-'));
  lockFile = join(folder, 'deeper', 'build.lock');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('a lock', () => {
  it('lets one in at a time', async () => {
    const steps: string[] = [];
    const enter = (name: string): Promise<void> =>
      withLock(lockFile, async () => {
        steps.push(`${name} in`);
        await Promise.resolve();
        steps.push(`${name} out`);
      });
    await Promise.all([enter('one'), enter('two')]);
    expect(steps).toHaveLength(4);
    expect(steps[1]).toBe(steps[0]?.replace('in', 'out'));
    expect(steps[3]).toBe(steps[2]?.replace('in', 'out'));
  });

  it('is given back, also after an error', async () => {
    await expect(withLock(lockFile, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(existsSync(lockFile)).toBe(false);
  });

  it('is taken over from a process that is gone', async () => {
    await withLock(lockFile, async () => undefined);
    // Above the highest number that a process of Linux can have.
    writeFileSync(lockFile, '99999999');
    expect(await withLock(lockFile, async () => 'done')).toBe('done');
  });

  it('is taken over when the owner’s number belongs to another by now', async () => {
    await withLock(lockFile, async () => undefined);
    writeFileSync(lockFile, String(process.pid));
    utimesSync(lockFile, 1000, 1000);
    expect(await withLock(lockFile, async () => 'done')).toBe('done');
  });
});
