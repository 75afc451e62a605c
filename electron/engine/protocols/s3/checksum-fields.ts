import type { ContentCrc, Crc } from './content-crc.ts';
import { contentCrcs } from './content-crc.ts';

const fieldNames = { crc64nvme: 'ChecksumCRC64NVME', crc32c: 'ChecksumCRC32C', crc32: 'ChecksumCRC32' } as const;

type FieldName = (typeof fieldNames)[ContentCrc];
export type ChecksumFields = { readonly [name in FieldName]?: string | undefined };

/** CRCs that a server says, in base64. */
export type ToldCrcs = { readonly [algorithm in ContentCrc]?: string };

/** A CRC as the SDK's requests name it; nothing for none. */
export function checksumFields(crc: Crc | null): ChecksumFields {
  return crc === null ? {} : { [fieldNames[crc.algorithm]]: crc.base64 };
}

/** What an answer says, as the SDK reads it. */
export function toldCrcs(answer: ChecksumFields): ToldCrcs {
  const told = contentCrcs.map((algorithm) => [algorithm, answer[fieldNames[algorithm]]] as const);
  return Object.fromEntries(told.filter(([, value]) => value !== undefined));
}
