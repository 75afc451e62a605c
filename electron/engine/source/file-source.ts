import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { UploadError } from '../errors/upload-error.ts';
import { classifySourceError } from './classify-source-error.ts';
import { fingerprintFrom, fingerprintOf, sameFile } from './fingerprint.ts';
import type { Pace } from './pace.ts';
import { unpaced } from './pace.ts';
import { readAhead } from './read-ahead.ts';
import type { Fingerprint, UploadSource } from './upload-source.ts';

export interface FileSourceRequest {
  readonly path: string;
  readonly fingerprint: Fingerprint;
  /** The bandwidth limit; none when left out. */
  readonly pace?: Pace;
}

export interface FileSource extends UploadSource {
  /** Resolves once the reads in flight are over and the file is closed; may be called twice. */
  close(): Promise<void>;
}

// Without it, opening a path that became a FIFO would block a thread for ever; Windows has no such flag.
const openFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens the pinned file for one attempt. Throws `source-changed` when the file at `path` is no longer the pinned one,
 * and otherwise as `fingerprintOf` does.
 */
export async function openFileSource(request: FileSourceRequest): Promise<FileSource> {
  const { path, fingerprint, pace = unpaced } = request;
  let handle: FileHandle;
  try {
    handle = await open(path, openFlags);
  } catch (error) {
    throw classifySourceError(error, path);
  }

  async function checkHandle(): Promise<void> {
    const stats = await handle.stat({ bigint: true }).catch((error: unknown) => {
      throw classifySourceError(error, path);
    });
    if (!stats.isFile()) throw new UploadError('source-not-a-file', { details: { path } });
    requireSame(fingerprintFrom(stats), fingerprint, path);
  }

  try {
    await checkHandle();
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    path,
    fingerprint,
    read: (startByte, endByte, signal) => paced(readAhead(handle, path, startByte, endByte, signal), pace, signal),
    async checkUnchanged() {
      // The open file was the pinned one from the start and keeps its inode busy, so the path with that inode is the open file too.
      requireSame(await fingerprintOf(path), fingerprint, path);
    },
    close: () => handle.close(),
  };
}

function requireSame(actual: Fingerprint, expected: Fingerprint, path: string): void {
  if (sameFile(actual, expected)) return;
  throw new UploadError('source-changed', { details: { path, expectedBytes: expected.size, actualBytes: actual.size } });
}

async function* paced(buffers: AsyncIterable<Buffer>, pace: Pace, signal: AbortSignal): AsyncGenerator<Buffer> {
  for await (const buffer of buffers) {
    let rest = buffer;
    while (rest.byteLength > 0) {
      const leave = pace(rest.byteLength, signal);
      const grantedBytes = leave === null ? rest.byteLength : await leave;
      yield grantedBytes === buffer.byteLength ? buffer : rest.subarray(0, grantedBytes);
      rest = rest.subarray(grantedBytes);
    }
  }
}
