import { Buffer } from 'node:buffer';
import { giveBack } from '../../source/chunk-pool.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import type { RemoteHandle, SftpSession } from './sftp-session.ts';

const mostAtOnce = 8;

/** The bytes of an open file at the server from `startByte` up to, not including, `endByte`, in order; fewer when it ends early. */
export async function* readBack(
  session: SftpSession,
  handle: RemoteHandle,
  startByte: number,
  endByte: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const ahead: Promise<Buffer | null>[] = [];
  const length = session.largestRequestBytes;
  const ask = (from: number): Promise<Buffer | null> => {
    const asked = whole(session, handle, from, Math.min(length, endByte - from), signal);
    // The first that fails is heard; the others behind it are not waited for.
    asked.catch(() => undefined);
    return asked;
  };
  let next = startByte;
  while (next < endByte || ahead.length > 0) {
    while (next < endByte && ahead.length < mostAtOnce) {
      ahead.push(ask(next));
      next += length;
    }
    const bytes = await ahead.shift();
    if (bytes === null || bytes === undefined) return;
    yield bytes;
  }
}

/** A server may give less than was asked for, and more for the next question. */
async function whole(
  session: SftpSession,
  handle: RemoteHandle,
  offset: number,
  length: number,
  signal: AbortSignal,
): Promise<Buffer | null> {
  const first = await session.read(handle, offset, length, signal);
  if (first === null || first.byteLength === length) return first;
  const parts = [first];
  let bytes = first.byteLength;
  while (bytes < length) {
    const more = await session.read(handle, offset + bytes, length - bytes, signal);
    if (more === null) break;
    parts.push(more);
    bytes += more.byteLength;
  }
  return Buffer.concat(parts);
}

/**
 * Compares a stretch of an open file at the server with the same stretch of the source. The answer is the offset up to which they agree:
 * `endByte`, or the beginning of the first read that differs or is missing.
 */
export async function agreesUpTo(
  session: SftpSession,
  handle: RemoteHandle,
  source: UploadSource,
  startByte: number,
  endByte: number,
  signal: AbortSignal,
): Promise<number> {
  const theirs = readBack(session, handle, startByte, endByte, signal);
  let offset = startByte;
  let left: Buffer | null = null;
  for await (const ours of source.read(startByte, endByte, signal)) {
    for (let used = 0; used < ours.byteLength; ) {
      if (left === null || left.byteLength === 0) {
        const next = await theirs.next();
        if (next.done === true) return offset;
        left = next.value;
      }
      const bytes = Math.min(left.byteLength, ours.byteLength - used);
      if (ours.compare(left, 0, bytes, used, used + bytes) !== 0) return offset;
      used += bytes;
      offset += bytes;
      left = left.subarray(bytes);
    }
    giveBack(ours);
  }
  return offset;
}
