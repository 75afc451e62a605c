import type { Afterwards } from '../../../shared/watched-folder.ts';
import type { UploadRecord } from '../queue/upload-record.ts';
import type { WatchedEnd } from '../storage/watch-store.ts';

/** What a settled file of the queue means for the folder that it came of: only what was confirmed whole has arrived, and not what was skipped. */
export function watchedEndOf(
  { uploadId, status, fingerprint, readPrefix }: Pick<UploadRecord, 'uploadId' | 'status' | 'fingerprint' | 'readPrefix'>,
  afterwards: Afterwards,
): WatchedEnd {
  if (status === 'failed') return { uploadId, state: 'failed', sent: null };
  if (status !== 'completed') return { uploadId, state: 'passed-over', sent: null };
  const contentCrc = readPrefix?.bytes === fingerprint.size ? readPrefix.crc : null;
  return { uploadId, state: afterwards.kind === 'leave' ? 'sent' : 'arrived', sent: { fingerprint, contentCrc } };
}
