import type { ContentCrc } from '../../../electron/engine/protocols/s3/content-crc.ts';
import { contentCrcs } from '../../../electron/engine/protocols/s3/content-crc.ts';
import { plainCrc } from './plain-crc.ts';

/** What a scripted S3 does with checksums. */
export interface ScriptedCrcs {
  /** The CRCs that it knows; of others it takes no notice. */
  readonly knows: readonly ContentCrc[];
  /** `compares`, as Amazon's does; `repeats`: it says back what it was told. */
  readonly does: 'compares' | 'repeats';
  /** Of an object made of parts it keeps the CRC of the whole, or one of the parts' own. */
  readonly keeps: 'whole' | 'parts';
  /** Says no to an upload with a CRC that it does not know. */
  readonly refusesOthers: boolean;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The CRC that a request brings with it; null: none that this server knows. */
export function broughtCrc({ knows }: ScriptedCrcs, headers: Headers): { algorithm: ContentCrc; base64: string } | null {
  for (const algorithm of knows) {
    const value = headers[`x-amz-checksum-${algorithm}`];
    if (typeof value === 'string') return { algorithm, base64: value };
  }
  return null;
}

/** The algorithm that an upload is begun with; `unknown`: one that it does not know. */
export function algorithmOf({ knows }: ScriptedCrcs, headers: Headers): ContentCrc | 'unknown' | null {
  const wished = headers['x-amz-checksum-algorithm'];
  if (typeof wished !== 'string') return null;
  return knows.find((crc) => crc.toUpperCase() === wished) ?? 'unknown';
}

/** What it keeps of an object made of parts. */
export function crcOfParts({ keeps }: ScriptedCrcs, algorithm: ContentCrc, parts: readonly Buffer[]): string {
  if (keeps === 'whole') return plainCrc(algorithm, Buffer.concat(parts));
  const own = parts.map((part) => Buffer.from(plainCrc(algorithm, part), 'base64'));
  return `${plainCrc(algorithm, Buffer.concat(own))}-${parts.length}`;
}

/** An element of S3's documents, such as `<ChecksumCRC32C>`. */
export function crcElement(algorithm: ContentCrc | null, base64: string): string {
  const name = contentCrcs.find((crc) => crc === algorithm)?.toUpperCase();
  return name === undefined ? '' : `<Checksum${name}>${base64}</Checksum${name}>`;
}

/** The header of an answer. */
export function crcHeader(crc: { readonly algorithm: ContentCrc; readonly base64: string } | null): Readonly<Record<string, string>> {
  return crc === null ? {} : { [`x-amz-checksum-${crc.algorithm}`]: crc.base64 };
}
