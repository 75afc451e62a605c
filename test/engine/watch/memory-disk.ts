import { dirname } from 'node:path';
import type { WatchDisk } from '../../../electron/engine/watch/watch-disk.ts';

export interface MemoryFile {
  readonly content: string;
  readonly inode: string;
  readonly modifiedAtMs: number;
}

export interface MemoryDisk extends WatchDisk {
  readonly files: Map<string, MemoryFile>;
  /** Every step that changes something, in order. */
  readonly steps: string[];
  /** Throws before this step and every later one, as a process that is killed; counted from 1. */
  crashBefore: number;
  /** Called before each step that changes something. */
  onStep: (step: string) => void;
}

/** The content of half a file, as a copy that was cut leaves it. */
const half = (text: string): string => text.slice(0, Math.floor(text.length / 2));

/** Files in memory; folders are there with what is in them. `isOtherDevice`: whether two paths are on two file systems. */
export function createMemoryDisk(isOtherDevice: (from: string, to: string) => boolean, folders: readonly string[]): MemoryDisk {
  const files = new Map<string, MemoryFile>();
  const made = new Set(folders);
  let inodes = 100;
  let count = 0;
  const step = (name: string, atCrash = (): void => undefined): void => {
    count += 1;
    if (count >= disk.crashBefore) {
      if (count === disk.crashBefore) atCrash();
      throw new Error('killed');
    }
    disk.steps.push(name);
    disk.onStep(name);
  };
  const disk: MemoryDisk = {
    files,
    steps: [],
    crashBefore: Number.POSITIVE_INFINITY,
    onStep: () => undefined,
    async look(path) {
      const file = files.get(path);
      if (file !== undefined) {
        const { content, inode, modifiedAtMs } = file;
        return { kind: 'file', fingerprint: { size: content.length, modifiedAtMs, inode, device: '1' } };
      }
      const isFolder = made.has(path) || [...files.keys()].some((other) => other.startsWith(`${path}/`));
      return isFolder ? { kind: 'folder', identity: { inode: path, device: '1' } } : { kind: 'gone' };
    },
    async *list() {
      yield [];
    },
    canOpen: async (path) => files.has(path),
    sumOf: async (path) => [...(files.get(path)?.content ?? '')].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 7),
    async makeFolder(path) {
      step(`make ${path}`);
      made.add(path);
    },
    async reserve(path) {
      step(`reserve ${path}`);
      if (!made.has(dirname(path))) throw new Error(`no folder for ${path}`);
      if (files.has(path)) return false;
      inodes += 1;
      files.set(path, { content: '', inode: String(inodes), modifiedAtMs: 9 });
      return true;
    },
    async rename(from, to) {
      if (isOtherDevice(from, to)) return false;
      step(`rename ${from} ${to}`);
      const file = files.get(from);
      if (file === undefined) throw new Error(`nothing at ${from}`);
      files.delete(from);
      files.set(to, file);
      return true;
    },
    async copy(from, to) {
      const file = files.get(from);
      if (file === undefined) throw new Error(`nothing at ${from}`);
      inodes += 1;
      const copied = { ...file, inode: String(inodes) };
      step(`copy ${from} ${to}`, () => files.set(to, { ...copied, content: half(file.content) }));
      files.set(to, copied);
    },
    async syncFolder(path) {
      step(`sync ${path}`);
    },
    async remove(path) {
      step(`remove ${path}`);
      files.delete(path);
    },
  };
  return disk;
}
