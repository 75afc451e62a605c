import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { replaceImage } from '../../../electron/desktop/updates/replace-image.ts';
import { sha512Of } from '../../../electron/desktop/updates/sha512-of.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

async function setUp() {
  const directory = await temporaryDirectory();
  onTestFinished(() => directory.remove());
  const folder = join(directory.path, 'apps');
  mkdirSync(folder);
  const image = join(folder, 'Gantry-1.1.0.AppImage');
  writeFileSync(image, 'old', { mode: 0o755 });
  const file = join(directory.path, 'Gantry-1.2.0.AppImage');
  writeFileSync(file, 'new', { mode: 0o600 });
  return { directory, folder, image, file, digest: await sha512Of(file) };
}

test('the new image has the old one’s name and can be started, and nothing else is left', async () => {
  const { directory, folder, image, file, digest } = await setUp();
  // Of a process that was killed, and pointing elsewhere.
  const bystander = join(directory.path, 'bystander');
  writeFileSync(bystander, 'mine');
  symlinkSync(bystander, `${image}.new`);
  await replaceImage({ image, file, digest });
  expect([readdirSync(folder), readFileSync(image, 'utf8'), statSync(image).mode & 0o777]).toEqual([
    ['Gantry-1.1.0.AppImage'],
    'new',
    0o755,
  ]);
  expect(readdirSync(directory.path)).toEqual(['apps', 'bystander']);
  expect(readFileSync(bystander, 'utf8')).toBe('mine');
});

test('what is not what was announced does not come in its place', async () => {
  const { folder, image, file, digest } = await setUp();
  writeFileSync(file, 'evil');
  await expect(replaceImage({ image, file, digest })).rejects.toMatchObject({ details: { reason: 'damaged' } });
  expect([readdirSync(folder), readFileSync(image, 'utf8')]).toEqual([['Gantry-1.1.0.AppImage'], 'old']);
});

test('where the copy cannot be made the old one stays', async () => {
  const { folder, image, file, digest } = await setUp();
  // Stands for a disk without room: there is nothing to copy to.
  mkdirSync(`${image}.new`);
  writeFileSync(join(`${image}.new`, 'x'), '');
  await expect(replaceImage({ image, file, digest })).rejects.toThrow();
  expect([readFileSync(image, 'utf8'), readFileSync(file, 'utf8'), readdirSync(folder).length]).toEqual(['old', 'new', 2]);
});
