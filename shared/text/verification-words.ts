import { say } from '../language/say.ts';
import type { ChecksumAlgorithm, Verification } from '../upload.ts';

export interface VerificationWords {
  /** For a row: "Verified (CRC64NVME)". */
  readonly state: string;
  /** What that rests on. */
  readonly detail: string;
  /** For a count: "12 verified (CRC64NVME)". */
  readonly counted: string;
}

const algorithmNames: Readonly<Record<Exclude<ChecksumAlgorithm, 'content'>, string>> = {
  crc64nvme: 'CRC64NVME',
  crc32c: 'CRC32C',
  crc32: 'CRC32',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
};

/** The name of a checksum as people know it. */
export function algorithmName(algorithm: ChecksumAlgorithm): string {
  return algorithm === 'content' ? say('content') : algorithmNames[algorithm];
}

/** What stands behind "completed", in words. */
export function verificationWords(verification: Verification): VerificationWords {
  switch (verification) {
    case 'size':
      return { state: say('Done'), detail: say('Size checked'), counted: say('size checked') };
    case 'accepted':
      return { state: say('Done'), detail: say('Accepted by the server'), counted: say('accepted by the server') };
    case 'content':
      return { state: verified(verification), detail: say('Read back and compared'), counted: countedVerified(verification) };
    default:
      return {
        state: verified(verification),
        detail: say('Checksum agrees'),
        counted: countedVerified(verification),
      };
  }
}

const verified = (algorithm: ChecksumAlgorithm): string => say('Verified ({algorithm})', { algorithm: algorithmName(algorithm) });
const countedVerified = (algorithm: ChecksumAlgorithm): string => say('verified ({algorithm})', { algorithm: algorithmName(algorithm) });

/** Proven by content and not by size alone. */
export function isVerified(verification: Verification): verification is ChecksumAlgorithm {
  return verification !== 'size' && verification !== 'accepted';
}
