import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeChecksums } from '../../../electron/start/package/write-checksums.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

test('the sums are those of sha256sum, by name', async () => {
  const { path: folder, remove } = await temporaryDirectory();
  onTestFinished(remove);
  for (const [name, text] of [
    ['b.deb', 'abc'],
    ['a.zip', ''],
  ] as const)
    await writeFile(join(folder, name), text);
  const file = await writeChecksums(folder, [join(folder, 'b.deb'), join(folder, 'a.zip')]);
  expect(await readFile(file, 'utf8')).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.zip\n' +
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b.deb\n',
  );
});
