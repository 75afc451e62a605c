import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A disk of its own in a directory, small enough to be filled at once. */
export interface SmallDisk {
  readonly path: string;
  /** Takes all the room that is left. */
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  /** Only while nobody writes to it. */
  setReadOnly(): void;
  /** Takes it away, also while it is in use. */
  takeAway(): void;
}

const filling = 'filling';

/** Only root may mount, and only on Linux do we know how; tried in a namespace of its own, since a container may forbid it to root too. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `mostFiles`: how many it can count, where that is to be what ends first. */
export async function mountSmallDisk(path: string, sizeBytes: number, mostFiles: number | null = null): Promise<SmallDisk> {
  await mkdir(path, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeBytes}${mostFiles === null ? '' : `,nr_inodes=${mostFiles}`}`, 'tmpfs', path]);
  return {
    path,
    fill: async () => {
      for (let part = 0; ; part += 1) {
        const { bavail, bsize } = await statfs(path);
        if (bavail === 0) return;
        // Whoever else writes may be quicker; then the rest is taken in the next round.
        await writeFile(join(path, `${filling}-${part}`), Buffer.alloc(bavail * bsize)).catch(() => undefined);
      }
    },
    makeRoom: async () => {
      for (const name of await readdir(path)) if (name.startsWith(filling)) await rm(join(path, name));
    },
    setReadOnly: () => {
      execFileSync('mount', ['-o', 'remount,ro', path]);
    },
    takeAway: () => {
      try {
        execFileSync('umount', ['-l', path], { stdio: 'ignore' });
      } catch {
        // It is gone already.
      }
    },
  };
}
