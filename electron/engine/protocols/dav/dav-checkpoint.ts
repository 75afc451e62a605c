import type { Checkpoint } from '../protocol.ts';
import { isTemporaryPath } from './temporary-path.ts';

/** Stands in no path, which has no empty part. */
const between = '//';

/** A file under a temporary name, or on its way from there into place. */
export interface MoveCheckpoint {
  readonly way: 'move';
  /** Under the destination; only ever one of ours. */
  readonly temporaryPath: string;
  /** Where it was about to be moved to, whole; null before that. */
  readonly movingTo: string | null;
  /** What the server called its bytes when it was whole, by which many know it again after the move; null: it does not say, or it was not whole. */
  readonly etag: string | null;
  /** Temporary names of tries before: a server may still be busy with one whose client is gone, and store it late. */
  readonly abandoned: readonly string[];
}

/** A file that was put under its own name, because the server does not move. */
export interface PlainCheckpoint {
  readonly way: 'plain';
  readonly relativePath: string;
}

export type DavCheckpoint = MoveCheckpoint | PlainCheckpoint;

export function writeDavCheckpoint(checkpoint: DavCheckpoint): Checkpoint {
  return checkpoint.way === 'move'
    ? {
        protocol: 'dav',
        way: 'move',
        temporaryPath: checkpoint.temporaryPath,
        movingTo: checkpoint.movingTo,
        etag: checkpoint.etag,
        abandoned: checkpoint.abandoned.join(between),
      }
    : { protocol: 'dav', way: 'plain', relativePath: checkpoint.relativePath };
}

/** null for anything that is not a checkpoint of WebDAV, and for one that would lead to a name that is not ours. */
export function readDavCheckpoint(checkpoint: Checkpoint | null): DavCheckpoint | null {
  if (checkpoint === null || checkpoint['protocol'] !== 'dav') return null;
  const { way, temporaryPath, movingTo, etag, relativePath, abandoned } = checkpoint;
  if (way === 'move' && typeof temporaryPath === 'string' && isTemporaryPath(temporaryPath)) {
    const names = typeof abandoned === 'string' ? abandoned.split(between).filter(isTemporaryPath) : [];
    const whole = { movingTo: typeof movingTo === 'string' ? movingTo : null, etag: typeof etag === 'string' ? etag : null };
    return { way, temporaryPath, ...whole, abandoned: names };
  }
  return way === 'plain' && typeof relativePath === 'string' ? { way, relativePath } : null;
}
