import type { Buffer } from 'node:buffer';
import type { UploadSource } from '../../source/upload-source.ts';
import type { HttpBody } from './http-request.ts';

/**
 * The bytes of a file from `startByte` up to, not including, `endByte`, as a body. The last bytes of the file are handed out
 * only after another look at it: a server never gets the whole of a file that changed while it was read, and so cannot
 * store a mixture of two.
 */
export function sourceBody(source: UploadSource, startByte: number, endByte: number): HttpBody {
  return {
    length: endByte - startByte,
    chunks: (signal) =>
      endByte === source.fingerprint.size ? withLastLook(source, startByte, endByte, signal) : source.read(startByte, endByte, signal),
  };
}

async function* withLastLook(source: UploadSource, startByte: number, endByte: number, signal: AbortSignal): AsyncGenerator<Buffer> {
  let offset = startByte;
  for await (const chunk of source.read(startByte, endByte, signal)) {
    offset += chunk.byteLength;
    if (offset >= endByte) await source.checkUnchanged();
    yield chunk;
  }
}
