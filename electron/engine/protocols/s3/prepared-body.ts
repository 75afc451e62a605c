import { Buffer } from 'node:buffer';
import { giveBack } from '../../source/chunk-pool.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import type { HttpBody } from '../transport/http-request.ts';
import { sourceBody } from '../transport/source-body.ts';
import type { SumKinds, Sums } from './content-sum.ts';
import { ContentSum, noSums } from './content-sum.ts';
import type { Announced } from './s3-client.ts';

/** Read once and kept, instead of read for the sum and again for the network. */
const keptBytes = 1024 * 1024;

export interface PreparedBody {
  readonly body: HttpBody;
  readonly announced: Announced;
  /** What was read; for a body that is summed on its way, once it is out. */
  sums(): Sums;
}

/** Reads a range of a file for its sums alone. */
export async function sumsOf(
  source: UploadSource,
  startByte: number,
  endByte: number,
  kinds: SumKinds,
  signal: AbortSignal,
): Promise<Sums> {
  if (!kinds.md5 && kinds.crc === null) return noSums;
  const sum = await ContentSum.start(kinds);
  for await (const chunk of source.peek(startByte, endByte, signal)) {
    sum.add(chunk);
    giveBack(chunk);
  }
  return sum.end();
}

/** A body whose sums the server is told before it, so that it refuses other bytes. */
export async function announcedBody(
  source: UploadSource,
  startByte: number,
  endByte: number,
  kinds: SumKinds,
  signal: AbortSignal,
): Promise<PreparedBody> {
  const body = sourceBody(source, startByte, endByte);
  if (body.length > keptBytes) {
    const sums = await sumsOf(source, startByte, endByte, kinds, signal);
    return { body, announced: announcedOf(sums), sums: () => sums };
  }
  const sum = await ContentSum.start(kinds);
  const chunks: Buffer[] = [];
  if (body.length === 0 && source.fingerprint.size === 0) await source.checkUnchanged();
  for await (const chunk of body.chunks(signal)) {
    sum.add(chunk);
    chunks.push(chunk);
  }
  const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  const sums = sum.end();
  return { body: bodyOf(bytes, body.length), announced: announcedOf(sums), sums: () => sums };
}

/** A body that is summed on its way: nothing is read twice, and the server's answer is compared afterwards. */
export function summedBody(source: UploadSource, startByte: number, endByte: number, kinds: SumKinds): PreparedBody {
  let sum: ContentSum | null = null;
  return {
    announced: { md5: null, crc: null },
    body: {
      length: endByte - startByte,
      async *chunks(signal) {
        const taken = await ContentSum.start(kinds);
        sum = taken;
        for await (const chunk of source.read(startByte, endByte, signal)) {
          taken.add(chunk);
          yield chunk;
        }
      },
    },
    sums: () => sum?.end() ?? noSums,
  };
}

function announcedOf({ md5, crc }: Sums): Announced {
  return { md5: md5 === null ? null : Buffer.from(md5, 'hex').toString('base64'), crc };
}

/** `length` as promised: that fewer bytes came is found where they are sent. */
function bodyOf(bytes: Buffer, length: number): HttpBody {
  return {
    length,
    async *chunks() {
      if (bytes.byteLength > 0) yield bytes;
    },
  };
}
