import { statfs } from 'node:fs/promises';

/** Bytes that are free for us on the disk of `path`; null where the system does not say. */
export async function freeBytesOf(path: string): Promise<number | null> {
  try {
    const { bavail, bsize, blocks } = await statfs(path);
    return blocks === 0 ? null : bavail * bsize;
  } catch {
    return null;
  }
}
