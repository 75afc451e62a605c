import type { FileHandle } from 'node:fs/promises';

// Large enough that a gigabyte takes few calls, small enough that ten uploads at once stay small.
const batchBytes = 512 * 1024;

async function writeAll(file: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const { bytesWritten } = await file.writev(chunks, position);
  let skipped = 0;
  for (const chunk of chunks) {
    // The system may take less than it was given, a nearly full disk always does.
    for (let done = Math.max(0, bytesWritten - skipped); done < chunk.length; ) {
      done += (await file.write(chunk, done, chunk.length - done, position + skipped + done)).bytesWritten;
    }
    skipped += chunk.length;
  }
}

/**
 * Writes a stream into a file from `position` on and answers where it ended. One write runs while the next batch is
 * collected, so memory stays at two batches and a slow disk slows the sender. What was written before an error stays.
 */
export async function writeStreamAt(file: FileHandle, source: AsyncIterable<Buffer>, position: number): Promise<number> {
  let running = Promise.resolve();
  let batch: Buffer[] = [];
  let collected = 0;
  let end = position;
  const flush = async () => {
    const [chunks, start] = [batch, end];
    batch = [];
    end += collected;
    collected = 0;
    await running;
    running = writeAll(file, chunks, start);
    // Awaited by the next flush; until then an early failure must not count as unhandled.
    running.catch(() => undefined);
  };
  try {
    for await (const chunk of source) {
      batch.push(chunk);
      collected += chunk.length;
      if (collected >= batchBytes) await flush();
    }
  } finally {
    if (collected > 0) await flush();
    await running;
  }
  return end;
}
