import { chmod, mkdtemp, realpath, rm, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Scratch {
  /** For what is sent and what arrives: in memory where there is enough of it, so that no disk is measured. */
  readonly path: string;
  /** For what clients write down for themselves: always the ordinary place, since waiting for the disk is part of their work. */
  readonly clientPath: string;
  readonly isInMemory: boolean;
  remove(): Promise<void>;
}

const memoryFolder = '/dev/shm';

async function freeBytes(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch {
    return 0;
  }
}

/** Makes room for `neededBytes`; rejects with words for people where there is none. */
export async function makeScratch(neededBytes: number): Promise<Scratch> {
  const isInMemory = (await freeBytes(memoryFolder)) > neededBytes && freemem() > 2 * neededBytes;
  const parent = isInMemory ? memoryFolder : tmpdir();
  if ((await freeBytes(parent)) < neededBytes) {
    throw new Error(
      `The bench needs ${Math.ceil(neededBytes / 2 ** 20)} MiB in ${parent}. Free some, name another folder in TMPDIR, or use --size.`,
    );
  }
  const path = await realpath(await mkdtemp(join(parent, 'gantry-bench-')));
  const clientPath = await realpath(await mkdtemp(join(tmpdir(), 'gantry-bench-client-')));
  // A server that gave up root has to get through to its own folder inside.
  await chmod(path, 0o711);
  return {
    path,
    clientPath,
    isInMemory,
    async remove() {
      for (const folder of [path, clientPath]) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
