import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Refusal } from './refusal.ts';

/** The checksums that are understood, the cheapest first; tus wants `sha1` of every server that has the extension. */
export const checksumAlgorithms = ['crc32', 'sha1', 'sha256', 'md5'] as const;
type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];

/** What a body that is on its way has to come to. */
export interface ExpectedChecksum {
  /** The same bytes, noted as they pass. */
  watch(source: AsyncIterable<Buffer>): AsyncIterable<Buffer>;
  /** null: not all of the body came, so nothing can be said. */
  agrees(): boolean | null;
}

/**
 * Reads `Upload-Checksum` (tus 1.0, checksum extension): an algorithm and a digest in base64, over the body of that request; null where there is none.
 * `bodyBytes`: as announced. Throws a `Refusal` with 400 for an algorithm that is not understood.
 */
export function expectedChecksumOf(header: string | undefined, bodyBytes: number | null): ExpectedChecksum | null {
  if (header === undefined) return null;
  const [name, digest] = header.trim().split(/\s+/);
  const algorithm = checksumAlgorithms.find((known) => known === name);
  if (algorithm === undefined || digest === undefined) throw new Refusal(400, 'Upload-Checksum: that algorithm is not understood.');
  const sum = digestOf(algorithm);
  let bytes = 0;
  return {
    async *watch(source) {
      for await (const chunk of source) {
        sum.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    agrees: () => (bytes === bodyBytes ? sum.digest() === digest : null),
  };
}

/** CRC-32 of what passes, in base64, big-endian. */
export function crc32Digest(): { update(chunk: Buffer): void; digest(): string } {
  let sum = 0;
  return {
    update: (chunk) => {
      sum = crc32(chunk, sum);
    },
    digest: () => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(sum);
      return bytes.toString('base64');
    },
  };
}

function digestOf(algorithm: ChecksumAlgorithm): { update(chunk: Buffer): void; digest(): string } {
  if (algorithm === 'crc32') return crc32Digest();
  const hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('base64') };
}
