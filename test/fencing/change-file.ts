import { utimes, writeFile } from 'node:fs/promises';

/** Another version of a file on this machine, with a time that shows it. */
export async function changeFile(path: string, content: Buffer | string): Promise<void> {
  await writeFile(path, content);
  const later = Date.now() / 1_000 + 60;
  await utimes(path, later, later);
}
