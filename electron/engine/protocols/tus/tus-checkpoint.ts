import type { Checkpoint } from '../protocol.ts';
import { tusChecksums } from './part-checksum.ts';
import type { TusProof } from './tus-proof.ts';

/** What a tus upload needs to go on. */
export interface TusCheckpoint {
  /**
   * Path and query of the upload at the destination. The origin is left out: "This computer" has another port after every
   * start, and a checkpoint must never lead credentials elsewhere.
   */
  readonly uploadPath: string;
  /** Milliseconds since the epoch after which the server may forget the upload; null when it did not say. */
  readonly expiresAt: number | null;
  /** What we called it when we made it, to know it again; null in a checkpoint of an earlier Gantry. */
  readonly uploadId: string | null;
  /** What the server has compared so far; null: it compares nothing, or an earlier Gantry began the upload. */
  readonly proof: TusProof | null;
}

export function writeTusCheckpoint(checkpoint: TusCheckpoint): Checkpoint {
  const { uploadPath, expiresAt, uploadId, proof } = checkpoint;
  const proven = proof === null ? {} : { checksum: proof.algorithm, provenBytes: proof.provenBytes };
  return { protocol: 'tus', uploadPath, expiresAt, uploadId, ...proven };
}

/** null for anything that is not a checkpoint of a tus upload. */
export function readTusCheckpoint(checkpoint: Checkpoint | null): TusCheckpoint | null {
  if (checkpoint === null || checkpoint['protocol'] !== 'tus') return null;
  const { uploadPath, expiresAt, uploadId } = checkpoint;
  if (typeof uploadPath !== 'string' || !uploadPath.startsWith('/')) return null;
  return {
    uploadPath,
    expiresAt: typeof expiresAt === 'number' ? expiresAt : null,
    uploadId: typeof uploadId === 'string' ? uploadId : null,
    proof: proofIn(checkpoint),
  };
}

function proofIn({ checksum, provenBytes }: Checkpoint): TusProof | null {
  const algorithm = tusChecksums.find((known) => known === checksum);
  const isCount = typeof provenBytes === 'number' && Number.isSafeInteger(provenBytes) && provenBytes >= 0;
  return algorithm !== undefined && isCount ? { algorithm, provenBytes } : null;
}

/** The URL of an upload at a destination, whatever its path holds. */
export function uploadUrlOf(destination: URL, uploadPath: string): URL {
  return new URL(`${destination.origin}${uploadPath}`);
}
