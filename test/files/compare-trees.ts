import { open, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export interface TreeComparison {
  readonly isIdentical: boolean;
  /** One line for each difference; empty when there is none, so that a test shows all of it with `toBe('')`. */
  readonly report: string;
  /** Only in the source. */
  readonly missing: readonly string[];
  /** Only in the received tree. */
  readonly unexpected: readonly string[];
  readonly different: readonly string[];
  readonly comparedFiles: number;
}

export interface CompareOptions {
  /** Folders or files at the top of either tree that do not count. */
  readonly ignore?: readonly string[];
}

const chunkBytes = 1 << 20;

async function listFiles(directory: string, ignored: ReadonlySet<string>): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isDirectory() && !ignored.has(path.split('/')[0] ?? '')) paths.add(path);
  }
  return paths;
}

/** Words for the first difference, or null when the files are equal byte for byte. */
async function differenceOf(onePath: string, otherPath: string): Promise<string | null> {
  const one = await open(onePath);
  const other = await open(otherPath).catch(async (error: unknown) => {
    await one.close();
    throw error;
  });
  try {
    const sizes = [(await one.stat()).size, (await other.stat()).size];
    if (sizes[0] !== sizes[1]) return `${sizes[0]} bytes were sent and ${sizes[1]} are there`;
    const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)] as const;
    for (let position = 0; ; ) {
      const { bytesRead } = await one.read(buffers[0], 0, chunkBytes, position);
      if (bytesRead === 0) return null;
      let filled = 0;
      while (filled < bytesRead) {
        const part = await other.read(buffers[1], filled, bytesRead - filled, position + filled);
        if (part.bytesRead === 0) return `it ends at byte ${position + filled}`;
        filled += part.bytesRead;
      }
      if (!buffers[0].subarray(0, bytesRead).equals(buffers[1].subarray(0, bytesRead))) {
        const offset = buffers[0].subarray(0, bytesRead).findIndex((byte, index) => byte !== buffers[1][index]);
        return `the first different byte is at ${position + offset}`;
      }
      position += bytesRead;
    }
  } finally {
    await one.close();
    await other.close();
  }
}

/** Compares two folders byte for byte; the receiver's own hidden folder does not count. */
export async function compareTrees(source: string, received: string, options: CompareOptions = {}): Promise<TreeComparison> {
  const ignored = new Set(options.ignore ?? ['.gantry-incoming']);
  const sourcePaths = await listFiles(source, ignored);
  const receivedPaths = await listFiles(received, ignored);
  const missing = [...sourcePaths].filter((path) => !receivedPaths.has(path));
  const unexpected = [...receivedPaths].filter((path) => !sourcePaths.has(path));
  const different: string[] = [];
  const lines = [
    ...missing.map((path) => `missing: ${JSON.stringify(path)}`),
    ...unexpected.map((path) => `unexpected: ${JSON.stringify(path)}`),
  ];
  for (const path of sourcePaths) {
    if (!receivedPaths.has(path)) continue;
    const difference = await differenceOf(join(source, path), join(received, path));
    if (difference === null) continue;
    different.push(path);
    lines.push(`different: ${JSON.stringify(path)}: ${difference}`);
  }
  return {
    isIdentical: lines.length === 0,
    report: lines.join('\n'),
    missing,
    unexpected,
    different,
    comparedFiles: sourcePaths.size - missing.length,
  };
}
