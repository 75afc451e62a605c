import { Buffer } from 'node:buffer';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';

/** A file for one test, and its bytes. */
export async function fileOf(sizeBytes: number, name = 'file.bin'): Promise<{ readonly path: string; readonly bytes: Buffer }> {
  const home = await temporaryDirectory();
  onTestFinished(() => home.remove());
  const bytes = Buffer.alloc(sizeBytes);
  // Differs everywhere, so that a byte in the wrong place shows.
  for (let index = 0; index < sizeBytes; index++) bytes[index] = (index * 31 + (index >> 8) * 7 + (index >> 16)) & 255;
  const path = join(home.path, name);
  await writeFile(path, bytes);
  return { path, bytes };
}
