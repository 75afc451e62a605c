import { unlink } from 'node:fs/promises';
import { systemCodeOf } from './refusal-for.ts';

/** Removes a file or a link; one that is not there is success. Half the system calls of `rm`, which looks first. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
}
