import type { Buffer } from 'node:buffer';
import type { Pace } from './pace.ts';

/** The same bytes, in the pieces and at the times that `pace` grants. */
export async function* paced(buffers: AsyncIterable<Buffer>, pace: Pace, signal: AbortSignal): AsyncGenerator<Buffer> {
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
