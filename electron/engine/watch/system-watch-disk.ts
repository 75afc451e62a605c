import { Buffer } from 'node:buffer';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { classifySourceError } from '../source/classify-source-error.ts';
import { fingerprintFrom } from '../source/fingerprint.ts';
import { readFolder } from '../source/read-folder.ts';
import type { DiskEntry, WatchDisk } from './watch-disk.ts';

const blockBytes = 1_024 * 1_024;
// Without it, opening a path that became a FIFO would block a thread for ever; Windows has no such flag.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The true disk. */
export const systemWatchDisk: WatchDisk = {
  look: (path) => told(path, () => look(path)),
  async *list(path, relativePath) {
    try {
      for await (const block of readFolder(path, relativePath)) {
        yield relativePath === '' ? block.map((entry) => ({ ...entry, relativePath: entry.name })) : block;
      }
    } catch (error) {
      throw classifySourceError(error, path);
    }
  },
  async canOpen(path) {
    try {
      const handle = await open(path, openFlags);
      await handle.close();
      return true;
    } catch {
      return false;
    }
  },
  sumOf: (path, signal) =>
    told(path, async () => {
      const handle = await open(path, openFlags);
      try {
        const block = Buffer.allocUnsafe(blockBytes);
        let sum = 0;
        for (;;) {
          signal.throwIfAborted();
          const { bytesRead } = await handle.read(block, 0, blockBytes, null);
          if (bytesRead === 0) return sum;
          sum = crc32(block.subarray(0, bytesRead), sum);
        }
      } finally {
        await handle.close();
      }
    }),
  makeFolder: (path) => told(path, async () => void (await mkdir(path, { recursive: true }))),
  reserve: (path) =>
    told(path, async () => {
      try {
        await (await open(path, 'wx')).close();
        return true;
      } catch (error) {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      }
    }),
  rename: (from, to) =>
    told(to, async () => {
      try {
        await rename(from, to);
        return true;
      } catch (error) {
        if (codeOf(error) === 'EXDEV') return false;
        throw error;
      }
    }),
  copy: (from, to, signal) =>
    told(to, async () => {
      const source = await open(from, openFlags);
      try {
        const target = await open(to, 'w');
        try {
          await copyContent(source, target, signal);
          const { atime, mtime, mode } = await source.stat();
          await target.chmod(mode).catch(() => undefined);
          await target.utimes(atime, mtime);
          await target.sync();
        } finally {
          await target.close();
        }
      } finally {
        await source.close();
      }
    }),
  async syncFolder(path) {
    // NTFS keeps names safe by itself, and does not let folders be opened for this.
    if (process.platform === 'win32') return;
    try {
      const handle = await open(path, 'r');
      await handle.sync().finally(() => handle.close());
    } catch {
      // A file system without it: no reason to leave the file where it is.
    }
  },
  remove: (path) => told(path, () => rm(path, { force: true })),
};

async function copyContent(source: FileHandle, target: FileHandle, signal: AbortSignal): Promise<void> {
  const block = Buffer.allocUnsafe(blockBytes);
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await source.read(block, 0, blockBytes, null);
    if (bytesRead === 0) return;
    for (let written = 0; written < bytesRead; ) written += (await target.write(block, written, bytesRead - written)).bytesWritten;
  }
}

async function look(path: string): Promise<DiskEntry> {
  try {
    const stats = await lstat(path, { bigint: true });
    if (stats.isFile()) return { kind: 'file', fingerprint: fingerprintFrom(stats) };
    if (stats.isDirectory()) return { kind: 'folder', identity: { inode: String(stats.ino), device: String(stats.dev) } };
    return { kind: 'other' };
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return { kind: 'gone' };
    throw error;
  }
}

async function told<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof DOMException ? error : classifySourceError(error, path);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
