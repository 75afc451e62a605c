import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const inOneFolder = 0.5;
const folderSize = 500;
const bytes = Buffer.alloc(64, 'a small file. ');

/** Makes so many small files below `directory`, half of them in one folder, where they are not there yet. Answers their paths under it, with `/`. */
export async function makeManyFiles(directory: string, count: number): Promise<readonly string[]> {
  const names = Array.from({ length: count }, (_, index) =>
    index < count * inOneFolder ? `one/scan ${index}.dat` : `many/box ${Math.floor(index / folderSize)}/scan ${index}.dat`,
  );
  const there = await readdir(directory, { recursive: true }).catch(() => []);
  if (there.filter((name) => name.endsWith('.dat')).length === count) return names;
  await rm(directory, { recursive: true, force: true });
  for (let start = 0; start < count; start += folderSize) {
    const some = names.slice(start, start + folderSize);
    await mkdir(join(directory, some[0] ?? '', '..'), { recursive: true });
    await Promise.all(some.map((name) => writeFile(join(directory, name), bytes)));
  }
  return names;
}
