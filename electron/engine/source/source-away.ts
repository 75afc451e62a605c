import { readdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Fingerprint } from './upload-source.ts';

/**
 * Whether more than this file is gone: its folder as well, or an empty folder of another device stands where a disk was mounted.
 * What cannot be looked at for want of rights is there.
 */
export async function isSourceAway(path: string, pinned: Fingerprint): Promise<boolean> {
  const file = await look(path);
  if (file !== 'gone') return false;
  const folder = await look(dirname(path));
  if (folder === 'gone') return true;
  if (folder === 'forbidden' || folder === pinned.device) return false;
  return (await readdir(dirname(path)).catch(() => ['?'])).length === 0;
}

/** The device that it is on. */
async function look(path: string): Promise<string | 'gone' | 'forbidden'> {
  try {
    return String((await stat(path, { bigint: true })).dev);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'gone';
  }
}
