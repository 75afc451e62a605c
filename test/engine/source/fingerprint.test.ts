import { execFileSync } from 'node:child_process';
import { mkdir, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf, sameFile } from '../../../electron/engine/source/fingerprint.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeEach(async () => {
  directory = await temporaryDirectory();
});
afterEach(() => directory.remove());

describe('fingerprintOf', () => {
  it('pins size, time, inode and device', async () => {
    const path = join(directory.path, 'a.txt');
    await writeFile(path, 'hello');
    await utimes(path, 1_700_000_000.125, 1_700_000_000.125);
    const fingerprint = await fingerprintOf(path);
    expect(fingerprint.size).toBe(5);
    expect(fingerprint.modifiedAtMs).toBeCloseTo(1_700_000_000_125, 2);
    expect(fingerprint.inode).toMatch(/^\d+$/);
    expect(fingerprint.device).toMatch(/^\d+$/);
    expect(sameFile(fingerprint, await fingerprintOf(path))).toBe(true);
  });

  it('takes a file of 0 bytes and a link to a file', async () => {
    await writeFile(join(directory.path, 'empty'), '');
    await symlink('empty', join(directory.path, 'link'));
    expect((await fingerprintOf(join(directory.path, 'empty'))).size).toBe(0);
    expect(sameFile(await fingerprintOf(join(directory.path, 'link')), await fingerprintOf(join(directory.path, 'empty')))).toBe(true);
  });

  it('notices a replaced file of the same size and time', async () => {
    const path = join(directory.path, 'a.txt');
    for (const name of ['a.txt', 'b.txt']) {
      await writeFile(join(directory.path, name), 'hello');
      await utimes(join(directory.path, name), 1_700_000_000, 1_700_000_000);
    }
    const before = await fingerprintOf(path);
    await rename(join(directory.path, 'b.txt'), path);
    expect(sameFile(before, await fingerprintOf(path))).toBe(false);
  });

  it('survives a new device number, as after a reboot', async () => {
    await writeFile(join(directory.path, 'a.txt'), 'hello');
    const fingerprint = await fingerprintOf(join(directory.path, 'a.txt'));
    expect(sameFile(fingerprint, { ...fingerprint, device: '999' })).toBe(true);
  });

  it.each([
    ['source-missing', 'missing.txt'],
    ['source-missing', 'file.txt/below'],
    ['source-missing', 'nul\0byte'],
    ['source-not-a-file', 'folder'],
    ['source-not-a-file', 'fifo'],
    ['source-unreadable', 'link-to-itself'],
    ['path-too-long', 'x'.repeat(300)],
    ['path-too-long', 'x/'.repeat(4_000)],
  ])('says %s for %.20s', async (code, name) => {
    await writeFile(join(directory.path, 'file.txt'), '');
    await mkdir(join(directory.path, 'folder'));
    await symlink('link-to-itself', join(directory.path, 'link-to-itself'));
    execFileSync('mkfifo', [join(directory.path, 'fifo')]);
    await expect(fingerprintOf(`${directory.path}/${name}`)).rejects.toMatchObject({ code });
  });
});
