import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Writes `SHA256SUMS` into the folder, which `sha256sum --check` understands, for files that lie beside it. Gives its path. */
export async function writeChecksums(folder: string, paths: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const path of [...paths].sort((one, other) => (basename(one) < basename(other) ? -1 : 1))) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    lines.push(`${hash.digest('hex')}  ${basename(path)}\n`);
  }
  const file = join(folder, 'SHA256SUMS');
  await writeFile(file, lines.join(''));
  return file;
}
