import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../electron/engine/source/fingerprint.ts';
import { isSourceAway } from '../../../electron/engine/source/source-away.ts';
import type { Fingerprint } from '../../../electron/engine/source/upload-source.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let folder: string;
let path: string;
let pinned: Fingerprint;

beforeEach(async () => {
  directory = await temporaryDirectory();
  folder = join(directory.path, 'disk');
  path = join(folder, 'a.bin');
  await mkdir(folder);
  await writeFile(path, 'a');
  pinned = await fingerprintOf(path);
});
afterEach(async () => {
  await chmod(folder, 0o700).catch(() => undefined);
  await directory.remove();
});

describe('what is away', () => {
  it('is not a file that is there', async () => {
    expect(await isSourceAway(path, pinned)).toBe(false);
    expect(await isSourceAway(path, { ...pinned, device: '999' })).toBe(false);
  });

  it('is not a file that was deleted', async () => {
    await rm(path);
    expect(await isSourceAway(path, pinned)).toBe(false);
  });

  it('is a file whose folder is gone', async () => {
    await rm(folder, { recursive: true });
    expect(await isSourceAway(path, pinned)).toBe(true);
  });

  it('is a file in whose folder a disk was mounted, and is not any more', async () => {
    await rm(path);
    expect(await isSourceAway(path, { ...pinned, device: '999' })).toBe(true);
    // The disk is back under another number, and that file was deleted on it.
    await writeFile(join(folder, 'b.bin'), 'b');
    expect(await isSourceAway(path, { ...pinned, device: '999' })).toBe(false);
  });
});
