import { Buffer, isUtf8 } from 'node:buffer';
import type { Dir } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderEntry {
  readonly path: string;
  /** Under the destination, with `/`. */
  readonly relativePath: string;
  readonly name: string;
  /** False: the bytes of the name are no UTF-8, so `name` and `path` only resemble it and cannot be opened. */
  readonly isNameExact: boolean;
}

/** Names held at a time: sorted within it, so that a folder of any size costs little memory and most are wholly in order. */
const blockSize = 4096;
const directoryBufferEntries = 512;
const naturalOrder = new Intl.Collator('en', { numeric: true });

/** The entries of a folder in blocks, each in the order that people expect (`2.jpg` before `10.jpg`). Throws what the system throws. */
export async function* readFolder(path: string, relativePath: string): AsyncGenerator<readonly FolderEntry[]> {
  // The types do not know that the option also makes the names buffers.
  const directory: Dir = await opendir(path, { encoding: 'buffer' as BufferEncoding, bufferSize: directoryBufferEntries });
  let block: FolderEntry[] = [];
  for await (const { name } of directory) {
    block.push(entryOf(Buffer.from(name), path, relativePath));
    if (block.length === blockSize) {
      yield block.sort(byName);
      block = [];
    }
  }
  if (block.length > 0) yield block.sort(byName);
}

function entryOf(rawName: Buffer, folderPath: string, folderRelativePath: string): FolderEntry {
  const name = rawName.toString('utf8');
  return { path: join(folderPath, name), relativePath: `${folderRelativePath}/${name}`, name, isNameExact: isUtf8(rawName) };
}

function byName(a: FolderEntry, b: FolderEntry): number {
  return naturalOrder.compare(a.name, b.name) || (a.name < b.name ? -1 : 1);
}
