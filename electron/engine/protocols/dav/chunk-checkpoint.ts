import type { Checkpoint } from '../protocol.ts';

/** A file that goes in chunks to Nextcloud or ownCloud. */
export interface ChunkCheckpoint {
  /** Name of the folder below the person's uploads; only ever one of ours. */
  readonly session: string;
  readonly chunkBytes: number;
  /** Where it is to be, under the destination. */
  readonly relativePath: string;
  /** All chunks are there, and the server was asked to join them. */
  readonly isJoining: boolean;
  /** The ETag of what had that name before; `''`: nothing had it; null: not known. */
  readonly before: string | null;
}

export function writeChunkCheckpoint({ session, chunkBytes, relativePath, isJoining, before }: ChunkCheckpoint): Checkpoint {
  return { protocol: 'dav', way: 'chunks', session, chunkBytes, relativePath, isJoining, before };
}

/** null for anything that is not a checkpoint of chunks. */
export function readChunkCheckpoint(checkpoint: Checkpoint | null): ChunkCheckpoint | null {
  if (checkpoint === null || checkpoint['protocol'] !== 'dav' || checkpoint['way'] !== 'chunks') return null;
  const { session, chunkBytes, relativePath, isJoining, before } = checkpoint;
  if (typeof session !== 'string' || !/^gantry-[0-9a-f]{32}$/.test(session)) return null;
  if (typeof chunkBytes !== 'number' || !Number.isSafeInteger(chunkBytes) || chunkBytes <= 0) return null;
  if (typeof relativePath !== 'string') return null;
  return { session, chunkBytes, relativePath, isJoining: isJoining === true, before: typeof before === 'string' ? before : null };
}
