import type { Afterwards } from '../../../shared/watched-folder.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { WatchedEnd } from '../storage/watch-store.ts';

/**
 * What a settled file of the queue means for the folder that it came of: only what was confirmed whole has arrived, and not what was skipped. Where the
 * destination said yes and showed nothing of what it stored, the original is the only one that is known to be whole: nothing is done with it.
 */
export function watchedEndOf(
  {
    uploadId,
    status,
    fingerprint,
    readPrefix,
    verification,
  }: Pick<UploadRecord, 'uploadId' | 'status' | 'fingerprint' | 'readPrefix' | 'verification'>,
  afterwards: Afterwards,
): WatchedEnd {
  if (status === 'failed') return { uploadId, state: 'failed', sent: null };
  if (status !== 'completed') return { uploadId, state: 'passed-over', sent: null };
  const contentCrc = readPrefix?.bytes === fingerprint.size ? readPrefix.crc : null;
  const stays = afterwards.kind === 'leave' || verification === 'accepted';
  return { uploadId, state: stays ? 'sent' : 'arrived', sent: { fingerprint, contentCrc } };
}
