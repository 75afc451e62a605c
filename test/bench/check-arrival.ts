import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Payload } from './payload.ts';
import type { StoredFile } from './server-messages.ts';

const blockBytes = 1024 * 1024;
/** Blocks of a large file, and files of many, whose contents are looked at; the first and the last are always among them. */
const sampleCount = 64;

/** Null when all files arrived with their sizes and a sample of them with its bytes; otherwise what is wrong, for which a run does not count. */
export async function checkArrival(payload: Payload, stored: readonly StoredFile[]): Promise<string | null> {
  if (stored.length !== payload.files.length) return `${stored.length} of ${payload.files.length} files arrived`;
  const byName = new Map(stored.map((file) => [basename(file.name), file]));
  for (const { path, sizeBytes } of payload.files) {
    const arrived = byName.get(basename(path));
    if (arrived === undefined) return `${path} did not arrive`;
    if (arrived.sizeBytes !== sizeBytes) return `${arrived.sizeBytes} of ${sizeBytes} bytes of ${path} arrived`;
  }
  for (const { path, sizeBytes } of sampleOf(payload.files)) {
    const arrived = byName.get(basename(path));
    if (arrived === undefined || !(await sameBlocks(join(payload.directory, path), arrived.path, sizeBytes)))
      return `${path} arrived changed`;
  }
  return null;
}

/** Evenly spread. */
function sampleOf<Item>(items: readonly Item[]): readonly Item[] {
  if (items.length <= sampleCount) return items;
  const step = (items.length - 1) / (sampleCount - 1);
  return Array.from({ length: sampleCount }, (_, index) => items[Math.round(index * step)]).filter((item) => item !== undefined);
}

async function sameBlocks(onePath: string, otherPath: string, sizeBytes: number): Promise<boolean> {
  const one = await open(onePath);
  try {
    const other = await open(otherPath);
    try {
      const offsets = Array.from({ length: Math.ceil(sizeBytes / blockBytes) }, (_, index) => index * blockBytes);
      for (const offset of sampleOf(offsets)) {
        const length = Math.min(blockBytes, sizeBytes - offset);
        if (!(await blockOf(one, offset, length)).equals(await blockOf(other, offset, length))) return false;
      }
      return true;
    } finally {
      await other.close();
    }
  } finally {
    await one.close();
  }
}

async function blockOf(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.subarray(0, bytesRead);
}
