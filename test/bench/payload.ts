import { join } from 'node:path';
import type { TreeFile } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';

export const smallFolderName = 'small';
export const smallFileBytes = 16 * 1024;

/** What is sent: one large file, or one folder of small ones. */
export interface Payload {
  /** What a client is given: the file or the folder. */
  readonly path: string;
  /** The folder around it; names in `files` are under it. */
  readonly directory: string;
  readonly files: readonly TreeFile[];
  readonly totalBytes: number;
}

export async function makeLargePayload(directory: string, sizeBytes: number): Promise<Payload> {
  return payloadOf(directory, 'large.bin', [{ path: 'large.bin', sizeBytes }]);
}

export async function makeSmallPayload(directory: string, count: number): Promise<Payload> {
  const files = Array.from({ length: count }, (_, index) => ({
    path: `${smallFolderName}/${String(index + 1).padStart(5, '0')}.bin`,
    sizeBytes: smallFileBytes,
  }));
  return payloadOf(directory, smallFolderName, files);
}

async function payloadOf(directory: string, top: string, files: readonly TreeFile[]): Promise<Payload> {
  const tree = await makeTree({ directory, files, seed: 'bench' });
  return { path: join(directory, top), directory, files, totalBytes: tree.totalBytes };
}
