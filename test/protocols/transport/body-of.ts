import { Buffer } from 'node:buffer';
import type { HttpBody } from '../../../electron/engine/protocols/transport/http-request.ts';

/** A body of `length` bytes of the same letter in chunks of `chunkBytes`; `made` counts how often it was made. */
export function bodyOf(length: number, chunkBytes = 256 * 1024): HttpBody & { made: number } {
  const chunk = Buffer.alloc(chunkBytes, 'g');
  return {
    length,
    made: 0,
    async *chunks() {
      this.made += 1;
      for (let sent = 0; sent < length; sent += chunkBytes) yield chunk.subarray(0, Math.min(chunkBytes, length - sent));
    },
  };
}
