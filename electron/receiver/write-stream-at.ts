import type { FileHandle } from 'node:fs/promises';

// What may wait while a write runs: enough to keep the disk busy, little enough that ten uploads at once stay small.
const waitingLimitBytes = 512 * 1024;

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
 * Writes a stream into a file from `position` on and answers where it ended. Bytes go to the disk as soon as it is free, so that a
 * slow sender's bytes are safe at once; what comes while a write runs is written together, and a slow disk slows the
 * sender. What was written before an error stays.
 */
export async function writeStreamAt(
  file: FileHandle,
  source: AsyncIterable<Buffer>,
  position: number,
  onWritten: (endBytes: number) => void = () => undefined,
): Promise<number> {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let end = position;
  let running: Promise<void> | null = null;
  const drain = async () => {
    while (waiting.length > 0) {
      const [chunks, bytes] = [waiting, waitingBytes];
      waiting = [];
      waitingBytes = 0;
      await writeAll(file, chunks, end);
      end += bytes;
      onWritten(end);
    }
    running = null;
  };
  try {
    for await (const chunk of source) {
      waiting.push(chunk);
      waitingBytes += chunk.length;
      if (running === null) {
        running = drain();
        // Awaited below; until then a failure must not count as unhandled.
        running.catch(() => undefined);
      }
      if (waitingBytes >= waitingLimitBytes) await running;
    }
  } finally {
    await running;
  }
  return end;
}
