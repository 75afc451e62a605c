import type { TusChecksum } from './part-checksum.ts';

/** How much of an upload, from its first byte, the server has compared with a checksum of ours. */
export interface TusProof {
  readonly algorithm: TusChecksum;
  readonly provenBytes: number;
}
