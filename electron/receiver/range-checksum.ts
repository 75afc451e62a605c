import { createReadStream } from 'node:fs';
import { crc32Digest } from './expected-checksum.ts';

/** The header that tells the CRC-32 of a part of what is stored, for a client whose request broke off in the middle of a compared one. */
export async function rangeChecksum(path: string, startByte: number, endByte: number): Promise<Readonly<Record<string, string>>> {
  const sum = crc32Digest();
  if (startByte < endByte) {
    for await (const chunk of createReadStream(path, { start: startByte, end: endByte - 1 }) as AsyncIterable<Buffer>) sum.update(chunk);
  }
  return { 'Gantry-Checksum': `crc32 ${sum.digest()} ${startByte}-${endByte}` };
}
