import type { ConflictPolicy } from '../../shared/upload.ts';
import type { TargetConflict, UploadTarget } from './protocols/protocol.ts';
import { contentTypeOf } from './source/content-type.ts';
import type { BatchInHand, UploadInHand } from './upload-run.ts';

/** Where a file is to go, and what is to be done when its name is taken. */
export function uploadTargetOf(
  { relativePath, targetConflict }: Pick<UploadInHand, 'relativePath' | 'targetConflict'>,
  batch: Pick<BatchInHand, 'conflict'>,
): UploadTarget {
  return {
    relativePath,
    fileName: relativePath.slice(relativePath.lastIndexOf('/') + 1),
    contentType: contentTypeOf(relativePath),
    conflict: targetConflict ?? targetConflictOf(batch.conflict),
  };
}

/** What is not decided before keeps both, which loses nothing. */
function targetConflictOf(policy: ConflictPolicy | null): TargetConflict {
  return policy === 'overwrite' || policy === 'skip' ? policy : 'rename';
}
