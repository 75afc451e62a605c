import { constants } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { sha512Of } from './sha512-of.ts';
import { updateFailed } from './update-error-of.ts';

export interface ReplaceImageOptions {
  /** The AppImage that runs, which keeps its name: others have written it down. */
  readonly image: string;
  /** What was downloaded, perhaps on another disk. */
  readonly file: string;
  /** SHA-512 of what was announced. */
  readonly digest: Buffer;
}

/**
 * Puts a downloaded AppImage in the place of the one that runs, whole or not at all: it is copied beside that, compared there, and renamed. In place of
 * electron-updater's way, which removes the old one first, so that a full disk leaves none. Throws `update-failed`, and what the disk says.
 */
export async function replaceImage({ image, file, digest }: ReplaceImageOptions): Promise<void> {
  const beside = `${image}.new`;
  try {
    // Left by a process that was killed.
    await rm(beside, { force: true });
    await copyFile(file, beside, constants.COPYFILE_EXCL);
    const copy = await open(beside, 'r+');
    try {
      await copy.chmod(0o755);
      await copy.sync();
    } finally {
      await copy.close();
    }
    if (!(await sha512Of(beside)).equals(digest)) throw updateFailed('damaged');
    await rename(beside, image);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
  // It can be downloaded again, and is as large as the program.
  await rm(file, { force: true }).catch(() => undefined);
}
