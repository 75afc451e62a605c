import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every way in which `received` is not a whole copy of `source`, one sentence each; empty when every file is there byte for byte. */
export async function compareFolders(source: string, received: string): Promise<readonly string[]> {
  const wanted = await listFiles(source);
  const present = new Set(await listFiles(received));
  const differences: string[] = [];
  for (const path of wanted) {
    if (!present.delete(path)) {
      differences.push(`${path} did not arrive.`);
      continue;
    }
    const [original, copy] = await Promise.all([readFile(join(source, path)), readFile(join(received, path))]);
    if (!original.equals(copy)) differences.push(`${path} arrived changed (${copy.length} of ${original.length} bytes).`);
  }
  for (const path of present) differences.push(`${path} arrived, but was not sent.`);
  return differences;
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
