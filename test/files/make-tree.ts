import { createCipheriv, createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';

export interface TreeFile {
  /** With `/`. */
  readonly path: string;
  readonly sizeBytes: number;
}

export interface Tree {
  readonly directory: string;
  readonly files: readonly TreeFile[];
  /** Bytes of all files. */
  readonly totalBytes: number;
  /** Path of one file on this machine. */
  pathOf(path: string): string;
  remove(): Promise<void>;
}

export interface TreeOptions {
  /** Relative paths and their sizes in bytes. */
  readonly files: Readonly<Record<string, number>> | readonly TreeFile[];
  /** The same seed gives the same contents. */
  readonly seed?: string;
  /** Where to put it; a temporary directory of its own without it. */
  readonly directory?: string;
}

const zeros = Buffer.alloc(1 << 20);

/** Pseudo-random bytes that depend on `key` only, by AES in counter mode: gigabytes a second, and no two blocks alike. */
export async function writePseudoRandomFile(path: string, sizeBytes: number, key: string): Promise<void> {
  const cipher = createCipheriv('aes-128-ctr', createHash('sha256').update(key).digest().subarray(0, 16), Buffer.alloc(16));
  const file = await open(path, 'w');
  try {
    for (let left = sizeBytes; left > 0; left -= zeros.length)
      await file.writeFile(cipher.update(zeros.subarray(0, Math.min(left, zeros.length))));
  } finally {
    await file.close();
  }
}

/** Makes files of given sizes with pseudo-random contents; equal seeds and paths make equal contents. */
export async function makeTree(options: TreeOptions): Promise<Tree> {
  const files = Array.isArray(options.files)
    ? (options.files as readonly TreeFile[])
    : Object.entries(options.files as Readonly<Record<string, number>>).map(([path, sizeBytes]) => ({ path, sizeBytes }));
  const temporary = options.directory === undefined ? await makeTemporaryDirectory('tree') : null;
  const directory = options.directory ?? temporary?.path ?? '';
  const made = new Set<string>();
  for (const file of files) {
    const path = join(directory, file.path);
    if (!made.has(dirname(path))) await mkdir(dirname(path), { recursive: true });
    made.add(dirname(path));
    await writePseudoRandomFile(path, file.sizeBytes, `${options.seed ?? 'gantry'}\0${file.path}`);
  }
  return {
    directory,
    files,
    totalBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    pathOf: (path) => join(directory, path),
    remove: async () => {
      await temporary?.remove();
    },
  };
}
