import { Buffer } from 'node:buffer';
import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { giveBack } from '../../source/chunk-pool.ts';
import type { UploadSource } from '../../source/upload-source.ts';
import type { HttpBody } from '../transport/http-request.ts';
import { sourceBody } from '../transport/source-body.ts';

/** Of tus's checksum extension, the cheapest first. */
export const tusChecksums = ['crc32', 'sha256', 'sha1', 'md5'] as const;
export type TusChecksum = (typeof tusChecksums)[number];

/**
 * A part below this size is read once, and kept for as long as it is sent; a larger one is read twice, the second time from the system's memory. Smaller than
 * the chunks that are used again (`chunk-pool.ts`), so that what is kept stays ours.
 */
const keptBelowBytes = 1024 * 1024;

export interface CheckedPart {
  readonly body: HttpBody;
  /** The value of `Upload-Checksum`. */
  readonly checksum: string;
}

/** The bytes of a file from `startByte` to before `endByte` with their checksum, which has to be known before the first of them goes out. */
export async function checkedPart(
  source: UploadSource,
  startByte: number,
  endByte: number,
  algorithm: TusChecksum,
  signal: AbortSignal,
): Promise<CheckedPart> {
  const body = sourceBody(source, startByte, endByte);
  if (body.length >= keptBelowBytes)
    return { body, checksum: `${algorithm} ${await rangeDigest(source, startByte, endByte, algorithm, signal)}` };
  const chunks: Buffer[] = [];
  for await (const chunk of body.chunks(signal)) chunks.push(chunk);
  const digest = digestOf(algorithm);
  for (const chunk of chunks) digest.update(chunk);
  const kept: HttpBody = {
    length: body.length,
    async *chunks() {
      yield* chunks;
    },
  };
  return { body: kept, checksum: `${algorithm} ${digest.end()}` };
}

/** The digest of a part of a file, in base64, as tus writes it. */
export async function rangeDigest(
  source: UploadSource,
  startByte: number,
  endByte: number,
  algorithm: TusChecksum,
  signal: AbortSignal,
): Promise<string> {
  const digest = digestOf(algorithm);
  for await (const chunk of source.peek(startByte, endByte, signal)) {
    digest.update(chunk);
    giveBack(chunk);
  }
  return digest.end();
}

function digestOf(algorithm: TusChecksum): { update(chunk: Buffer): void; end(): string } {
  if (algorithm === 'crc32') {
    let sum = 0;
    return {
      update: (chunk) => {
        sum = crc32(chunk, sum);
      },
      end: () => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(sum);
        return bytes.toString('base64');
      },
    };
  }
  const hash: Hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), end: () => hash.digest('base64') };
}
