import { Buffer } from 'node:buffer';

/** Large enough that the hop to the thread pool hardly counts (half the CPU time of 256 KiB), small enough for many streams at once. */
export const chunkBytes = 1024 * 1024;

/** What is kept for the next takers; streams side by side hold two each. */
const mostFreeChunks = 8;

const freeChunks: Buffer[] = [];
const lentChunks = new WeakSet<Buffer>();

/**
 * A buffer of that many bytes for the caller alone. Whole chunks are used again once they come back: fresh ones for every read of
 * a large file cost more time in the collector and the system than the file itself, and twice the memory.
 */
export function takeBuffer(sizeBytes: number): Buffer {
  // Not from Node's own pool, where other people's bytes share the memory.
  if (sizeBytes !== chunkBytes) return Buffer.allocUnsafeSlow(sizeBytes);
  const chunk = freeChunks.pop() ?? Buffer.allocUnsafeSlow(chunkBytes);
  lentChunks.add(chunk);
  return chunk;
}

/** Only for the last holder of a buffer, when nothing reads it any more; anything that is no lent chunk is left alone. Not giving back does no harm. */
export function giveBack(buffer: Buffer): void {
  if (lentChunks.delete(buffer) && freeChunks.length < mostFreeChunks) freeChunks.push(buffer);
}
