import type { ChecksumFields, ToldCrcs } from './checksum-fields.ts';
import { toldCrcs } from './checksum-fields.ts';

/** What a server says of bytes that it has. */
export interface Stored {
  /** Without quotes; empty where it says none. */
  readonly etag: string;
  /** Of an object made of parts perhaps the CRC of the parts' own, with their number behind it. */
  readonly crcs: ToldCrcs;
}

/** An answer as the SDK reads it. */
export function storedOf(answer: ChecksumFields & { readonly ETag?: string | undefined }): Stored {
  return { etag: (answer.ETag ?? '').replace(/^"|"$/g, ''), crcs: toldCrcs(answer) };
}
