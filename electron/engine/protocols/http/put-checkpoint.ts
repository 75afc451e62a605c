import type { Checkpoint } from '../protocol.ts';

/** What a PUT needs to find out whether an earlier try arrived after all. */
export interface PutCheckpoint {
  /** Under the destination; differs from the wished one when that name was taken. */
  readonly relativePath: string;
  /** Nobody had that name when we chose it. */
  readonly wasFree: boolean;
  /** The server said yes to all of it; only the look afterwards is missing. */
  readonly isAnswered: boolean;
  /** The link that the answer gave. */
  readonly link?: string | null;
  /** What it stored was looked at, and is not our file: it is sent again in its place. */
  readonly isWrong?: boolean;
}

export function writePutCheckpoint({ relativePath, wasFree, isAnswered, link = null, isWrong = false }: PutCheckpoint): Checkpoint {
  return { protocol: 'put', relativePath, wasFree, isAnswered, ...(link === null ? {} : { link }), ...(isWrong ? { isWrong } : {}) };
}

/** null for anything that is not a checkpoint of a PUT. */
export function readPutCheckpoint(checkpoint: Checkpoint | null): PutCheckpoint | null {
  if (checkpoint === null || checkpoint['protocol'] !== 'put') return null;
  const { relativePath, wasFree, isAnswered, link, isWrong } = checkpoint;
  if (typeof relativePath !== 'string' || typeof wasFree !== 'boolean' || typeof isAnswered !== 'boolean') return null;
  return { relativePath, wasFree, isAnswered, link: typeof link === 'string' ? link : null, isWrong: isWrong === true };
}
