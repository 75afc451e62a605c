import { accessSync, constants, statfsSync } from 'node:fs';

const sharedMemoryFolder = '/dev/shm';
const enoughBytes = 256 * 1024 * 1024;

/** Chromium ends at once where it cannot use shared memory, and its pages crash where there is little, as in containers; then it uses files. */
export function sharedMemoryArguments(): readonly string[] {
  if (process.platform !== 'linux') return [];
  try {
    accessSync(sharedMemoryFolder, constants.W_OK);
    const { bavail, bsize } = statfsSync(sharedMemoryFolder);
    return bavail * bsize >= enoughBytes ? [] : ['--disable-dev-shm-usage'];
  } catch {
    return ['--disable-dev-shm-usage'];
  }
}
