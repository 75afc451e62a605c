import type { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { UploadError } from '../errors/upload-error.ts';
import type { Clock } from '../ports.ts';
import { chunkBytes, takeBuffer } from './chunk-pool.ts';
import { classifySourceError } from './classify-source-error.ts';

/** A disk that is only slow, or has to spin up, answers sooner. */
const noAnswerMs = 60_000;

export interface ReadAheadRequest {
  readonly handle: Pick<FileHandle, 'read'>;
  readonly path: string;
  readonly startByte: number;
  readonly endByte: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/**
 * The bytes from `startByte` to before `endByte`, one chunk read ahead of the taker: at most two buffers live at a time.
 * A range of up to one chunk is one buffer and one read. Throws `source-short` when the file ends early, `source-away` when the disk
 * does not answer, what `classifySourceError` makes of a failing read, and the signal's reason as soon as it aborts, even while a read hangs.
 */
export async function* readAhead({ handle, path, startByte, endByte, signal, clock }: ReadAheadRequest): AsyncGenerator<Buffer> {
  signal.throwIfAborted();
  if (startByte >= endByte) return;
  let interrupt: () => void = () => undefined;
  const onAbort = (): void => interrupt();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    let next: Promise<Buffer> = readChunk(handle, path, startByte, endByte);
    for (let offset = startByte; offset < endByte; ) {
      const current = next;
      let cancelTimer: () => void = () => undefined;
      const chunk = await new Promise<Buffer>((resolve, reject) => {
        interrupt = () => reject(signal.reason);
        const giveUp = (): void => reject(new UploadError('source-away', { details: { path, reason: 'no-answer' } }));
        cancelTimer = clock.setTimer(giveUp, noAnswerMs);
        current.then(resolve, reject);
      }).finally(() => cancelTimer());
      signal.throwIfAborted();
      offset += chunk.byteLength;
      if (offset < endByte) {
        next = readChunk(handle, path, offset, endByte);
        // Nobody may be left to await it when the taker stops here.
        next.catch(() => undefined);
      }
      yield chunk;
      signal.throwIfAborted();
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

async function readChunk(handle: ReadAheadRequest['handle'], path: string, startByte: number, endByte: number): Promise<Buffer> {
  const wantedBytes = Math.min(chunkBytes, endByte - startByte);
  // It belongs to the taker, who may hold it, hand it to the network as it is, and give it back after that.
  const buffer = takeBuffer(wantedBytes);
  let filledBytes = 0;
  while (filledBytes < wantedBytes) {
    let bytesRead: number;
    try {
      ({ bytesRead } = await handle.read(buffer, filledBytes, wantedBytes - filledBytes, startByte + filledBytes));
    } catch (error) {
      throw classifySourceError(error, path);
    }
    if (bytesRead === 0) {
      throw new UploadError('source-short', { details: { path, expectedBytes: endByte, actualBytes: startByte + filledBytes } });
    }
    filledBytes += bytesRead;
  }
  return buffer;
}
