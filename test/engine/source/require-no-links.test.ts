import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFileSource } from '../../../electron/engine/source/file-source.ts';
import { fingerprintOf } from '../../../electron/engine/source/fingerprint.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
/** Watched, and open to others. */
let inbox: string;
let path: string;
let secret: string;
beforeEach(async () => {
  directory = await temporaryDirectory();
  inbox = join(directory.path, 'inbox');
  path = join(inbox, 'sub', 'file.bin');
  secret = join(directory.path, 'private');
  for (const folder of [inbox, join(inbox, 'sub'), secret]) await mkdir(folder);
  await writeFile(path, 'theirs');
  await writeFile(join(secret, 'file.bin'), 'only for me');
});
afterEach(() => directory.remove());

/** Pins the file as a retry does after it changed, and opens it. */
async function sizeOf(within: string | null): Promise<number> {
  const fingerprint = await fingerprintOf(path);
  const source = await openFileSource({
    ...{ path, fingerprint, readPrefix: null, clock: systemClock, within },
    signal: new AbortController().signal,
  });
  await source.close();
  return source.fingerprint.size;
}

it.each([
  ['the file', async () => await rm(path).then(() => symlink(join(secret, 'file.bin'), path))],
  ['its folder', async () => await rm(join(inbox, 'sub'), { recursive: true }).then(() => symlink(secret, join(inbox, 'sub')))],
])('does not read for others what a link in the place of %s leads to', async (_what, replace) => {
  expect(await sizeOf(inbox)).toBe(6);
  await replace();
  // What a person adds may be a link of theirs.
  expect(await sizeOf(null)).toBe(11);
  await expect(sizeOf(inbox)).rejects.toMatchObject({ code: 'source-not-a-file', details: { path } });
});

it('reads on where the watched folder itself is reached by a link', async () => {
  await rename(inbox, join(directory.path, 'moved'));
  await symlink(join(directory.path, 'moved'), inbox);
  expect(await sizeOf(inbox)).toBe(6);
});
