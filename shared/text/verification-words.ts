import type { ChecksumAlgorithm, Verification } from '../upload.ts';

export interface VerificationWords {
  /** For a row: "Verified (CRC64NVME)". */
  readonly state: string;
  /** What that rests on. */
  readonly detail: string;
  /** For a count: "12 verified (CRC64NVME)". */
  readonly counted: string;
}

const algorithmNames: Readonly<Record<ChecksumAlgorithm, string>> = {
  crc64nvme: 'CRC64NVME',
  crc32c: 'CRC32C',
  crc32: 'CRC32',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  content: 'content',
};

/** The name of a checksum as people know it. */
export function algorithmName(algorithm: ChecksumAlgorithm): string {
  return algorithmNames[algorithm];
}

/** What stands behind "completed", in words. */
export function verificationWords(verification: Verification): VerificationWords {
  switch (verification) {
    case 'size':
      return { state: 'Done', detail: 'Size checked', counted: 'size checked' };
    case 'accepted':
      return { state: 'Done', detail: 'Accepted by the server', counted: 'accepted by the server' };
    case 'content':
      return { state: 'Verified (content)', detail: 'Read back and compared', counted: 'verified (content)' };
    default:
      return {
        state: `Verified (${algorithmNames[verification]})`,
        detail: 'Checksum agrees',
        counted: `verified (${algorithmNames[verification]})`,
      };
  }
}

/** Proven by content and not by size alone. */
export function isVerified(verification: Verification): verification is ChecksumAlgorithm {
  return verification !== 'size' && verification !== 'accepted';
}
