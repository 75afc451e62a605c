import type { Checkpoint, PlannedFile, Protocol } from './protocols/protocol.ts';
import { revisionOf } from './source/revision-of.ts';
import type { BatchInHand, UploadInHand } from './upload-run.ts';
import { uploadTargetOf } from './upload-target-of.ts';

/** A larger file takes so long that the trip to the disk before it hardly counts. */
const mostBytes = 1024 * 1024;

/** What a file will write down before its first byte; null where it writes nothing, or that is not known before its turn. */
export function planOfUpload(
  upload: Pick<UploadInHand, 'uploadId' | 'relativePath' | 'fingerprint' | 'targetConflict'>,
  batch: Pick<BatchInHand, 'conflict'>,
  protocolOf: () => Protocol,
): Checkpoint | null {
  if (upload.fingerprint.size > mostBytes) return null;
  const file: PlannedFile = {
    // Reckoned for those alone that ask for it.
    get uploadId() {
      return revisionOf(upload.uploadId, upload.fingerprint);
    },
    target: uploadTargetOf(upload, batch),
  };
  try {
    return protocolOf().plan?.(file) ?? null;
  } catch {
    // Its destination cannot be used: that is told when its turn comes, and keeps nobody else from sending.
    return null;
  }
}
