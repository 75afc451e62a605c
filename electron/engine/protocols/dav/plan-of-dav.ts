import type { Checkpoint, PlannedFile } from '../protocol.ts';
import { writeDavCheckpoint } from './dav-checkpoint.ts';
import type { DavTransferParts } from './dav-transfer-parts.ts';
import { movesNothingKey } from './moves-nothing-key.ts';
import { temporaryPathOf } from './temporary-path.ts';

/** The temporary name of a file that has not begun; null where files go under their own names at once. */
export function planOfDav({ target }: PlannedFile, { memory, newId }: Pick<DavTransferParts, 'memory' | 'newId'>): Checkpoint | null {
  if (memory.read(movesNothingKey) !== null) return null;
  return writeDavCheckpoint({
    way: 'move',
    temporaryPath: temporaryPathOf(target.relativePath, newId()),
    movingTo: null,
    etag: null,
    abandoned: [],
  });
}
