import { Buffer } from 'node:buffer';
import type { TransferRequest } from '../protocol.ts';

/**
 * The value of `Upload-Metadata` (tus 1.0, "Upload-Metadata"): keys with base64 of UTF-8. `filename` and `filetype` are what
 * other tus servers read; the rest lets a server of ours keep the folder and the time, and recognise a repeated create.
 */
export function tusMetadataOf({ uploadId, source, target }: Pick<TransferRequest, 'uploadId' | 'source' | 'target'>): string {
  const entries: readonly (readonly [string, string])[] = [
    ['filename', target.fileName],
    ['relativePath', target.relativePath],
    ['filetype', target.contentType],
    // Whole milliseconds since the epoch.
    ['mtime', String(Math.round(source.fingerprint.modifiedAtMs))],
    ['uploadId', uploadId],
    ['conflict', target.conflict],
  ];
  return entries.map(([key, value]) => (value === '' ? key : `${key} ${Buffer.from(value, 'utf8').toString('base64')}`)).join(',');
}
