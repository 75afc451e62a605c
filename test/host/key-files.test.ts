import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KeyFiles } from '../../electron/host/key-files.ts';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';

it('gives the text of a key file as it is now, also after it was changed, taken away and brought back', async () => {
  const home = await temporaryDirectory();
  try {
    const path = join(home.path, 'id');
    const keyFiles = new KeyFiles();
    await expect(keyFiles.textOf(path)).rejects.toMatchObject({ code: 'secret-missing', details: { path, reason: 'ssh-key-file' } });
    await writeFile(path, 'first');
    expect(await keyFiles.textOf(path)).toBe('first');
    expect(await keyFiles.textOf(path)).toBe('first');
    await writeFile(path, 'second, longer');
    expect(await keyFiles.textOf(path)).toBe('second, longer');
    await rm(path);
    await expect(keyFiles.textOf(path)).rejects.toMatchObject({ code: 'secret-missing' });
    await writeFile(path, 'third');
    expect(await keyFiles.textOf(path)).toBe('third');
  } finally {
    await home.remove();
  }
});
