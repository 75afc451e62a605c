import type { Checkpoint } from '../protocol.ts';

/** What a PUT needs to find out whether an earlier try arrived after all. */
export interface PutCheckpoint {
  /** Under the destination; differs from the wished one when that name was taken. */
  readonly relativePath: string;
  /** Nobody had that name when we chose it. */
  readonly wasFree: boolean;
  /** The server said yes to all of it; only the look afterwards is missing. */
  readonly isAnswered: boolean;
}

export function writePutCheckpoint({ relativePath, wasFree, isAnswered }: PutCheckpoint): Checkpoint {
  return { protocol: 'put', relativePath, wasFree, isAnswered };
}

/** null for anything that is not a checkpoint of a PUT. */
export function readPutCheckpoint(checkpoint: Checkpoint | null): PutCheckpoint | null {
  if (checkpoint === null || checkpoint['protocol'] !== 'put') return null;
  const { relativePath, wasFree, isAnswered } = checkpoint;
  if (typeof relativePath !== 'string' || typeof wasFree !== 'boolean' || typeof isAnswered !== 'boolean') return null;
  return { relativePath, wasFree, isAnswered };
}
