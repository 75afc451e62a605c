import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentCrc } from '../../../../electron/engine/protocols/s3/content-crc.ts';
import { contentCrcs } from '../../../../electron/engine/protocols/s3/content-crc.ts';
import { ObjectCrc } from '../../../../electron/engine/protocols/s3/object-crc.ts';
import { startCrc } from '../../../../electron/engine/protocols/s3/start-crc.ts';
import { plainCrc } from '../../../servers/parts/plain-crc.ts';

async function crcOf(algorithm: ContentCrc, ...pieces: readonly Uint8Array[]): Promise<string> {
  const crc = await startCrc(algorithm);
  for (const piece of pieces) crc.add(piece);
  return crc.value().toString('base64');
}

async function summed(algorithm: ContentCrc, pieces: readonly Uint8Array[]) {
  return await Promise.all(pieces.map(async (piece) => ({ base64: await crcOf(algorithm, piece), lengthBytes: piece.byteLength })));
}

/** Bytes that repeat nothing, as many as are wished. */
function bytesOf(length: number): Buffer {
  return createHash('shake256', { outputLength: Math.max(1, length) })
    .update('bytes')
    .digest()
    .subarray(0, length);
}

describe('a CRC', () => {
  // The catalogue of parametrised CRC algorithms names these "check" (CRC-64/NVME, CRC-32/ISCSI, CRC-32/ISO-HDLC).
  it.each([
    ['crc64nvme', 'ae8b14860a799888'],
    ['crc32c', 'e3069283'],
    ['crc32', 'cbf43926'],
  ] as const)('%s of "123456789" is the published one', async (algorithm, check) => {
    expect(Buffer.from(await crcOf(algorithm, Buffer.from('123456789')), 'base64').toString('hex')).toBe(check);
    expect(Buffer.from(plainCrc(algorithm, Buffer.from('123456789')), 'base64').toString('hex')).toBe(check);
  });

  // RFC 3720, appendix B.4, read with the highest byte first.
  it.each([
    [Buffer.alloc(32), '8a9136aa'],
    [Buffer.alloc(32, 0xff), '62a8ab43'],
    [Buffer.from(Array.from({ length: 32 }, (_, index) => index)), '46dd794e'],
    [Buffer.from(Array.from({ length: 32 }, (_, index) => 31 - index)), '113fdb5c'],
  ])('crc32c is that of iSCSI: %#', async (bytes, check) => {
    expect(Buffer.from(await crcOf('crc32c', bytes), 'base64').toString('hex')).toBe(check);
  });

  // NVM Express NVM Command Set Specification, "64b CRC Test Cases": 4 KiB each.
  it.each([
    [Buffer.alloc(4096), '6482d367eb22b64e'],
    [Buffer.alloc(4096, 0xff), 'c0ddba7302eca3ac'],
  ])('crc64nvme is that of NVMe: %#', async (bytes, check) => {
    expect(Buffer.from(await crcOf('crc64nvme', bytes), 'base64').toString('hex')).toBe(check);
  });

  it.each(contentCrcs)('%s of many streams at once is that of each', async (algorithm) => {
    const [one, other] = await Promise.all([startCrc(algorithm), startCrc(algorithm)]);
    const bytes = bytesOf(100_000);
    for (let start = 0; start < bytes.length; start += 30_001) {
      one.add(bytes.subarray(start, start + 30_001));
      other.add(bytes.subarray(start, start + 30_001).fill(start, 0, 1));
    }
    expect(other.value().toString('base64')).toBe(plainCrc(algorithm, bytes));
    expect(one.value()).not.toEqual(other.value());
    expect(await crcOf(algorithm)).toBe(plainCrc(algorithm, Buffer.alloc(0)));
  });
});

describe('the CRC of an object', () => {
  it.each(contentCrcs)('%s is that of its parts joined, however they are cut', async (algorithm) => {
    const cuts = fc.array(fc.nat(5_000), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), cuts, async (bytes, places) => {
        const at = [0, ...places.filter((place) => place <= bytes.length).sort((a, b) => a - b), bytes.length];
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        expect(new ObjectCrc(algorithm, await summed(algorithm, pieces)).whole).toEqual({ algorithm, base64: plainCrc(algorithm, bytes) });
      }),
      { numRuns: 60 },
    );
  });

  it.each(contentCrcs)('%s of parts as large as they are', async (algorithm) => {
    const bytes = bytesOf(3 * 1024 * 1024 + 17);
    const pieces = [bytes.subarray(0, 1_500_000), bytes.subarray(1_500_000, 3_000_000), bytes.subarray(3_000_000)];
    expect(new ObjectCrc(algorithm, await summed(algorithm, pieces)).whole.base64).toBe(plainCrc(algorithm, bytes));
  });

  it.each(contentCrcs)('%s may be told as that of the whole or of its parts, and nothing else', async (algorithm) => {
    const bytes = bytesOf(1_000);
    const parts = await summed(algorithm, [bytes.subarray(0, 600), bytes.subarray(600)]);
    const crc = new ObjectCrc(algorithm, parts);
    const ofParts = plainCrc(algorithm, Buffer.concat(parts.map(({ base64 }) => Buffer.from(base64, 'base64'))));
    for (const told of [plainCrc(algorithm, bytes), ofParts, `${ofParts}-2`]) expect(await crc.agreesWith(told)).toBe(true);
    for (const told of [`${ofParts}-3`, parts[0]?.base64 ?? '', '']) expect(await crc.agreesWith(told)).toBe(false);
  });
});
