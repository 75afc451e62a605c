import { stat } from 'node:fs/promises';
import { incomingFolderName } from '../../electron/receiver/check-relative-path.ts';
import { filesBelow } from './files-below.ts';
import type { Holdings } from './kill-target.ts';

/** The journals of what is finished, and the lock. */
const ownMemory = /^finished\/|^owner\.db/;

/** What a folder of our own receiver holds; its journals of finished uploads are its memory and no leftovers. */
export async function receivedIn(directory: string): Promise<Holdings> {
  const files = await filesBelow(directory);
  const isIncoming = (relativePath: string): boolean => relativePath.startsWith(`${incomingFolderName}/`);
  const leftovers = files.filter(
    ({ relativePath }) => isIncoming(relativePath) && !ownMemory.test(relativePath.slice(incomingFolderName.length + 1)),
  );
  return {
    arrived: files.filter(({ relativePath }) => !isIncoming(relativePath)),
    leftovers: await Promise.all(leftovers.map(async ({ relativePath, path }) => ({ relativePath, bytes: (await stat(path)).size }))),
  };
}
