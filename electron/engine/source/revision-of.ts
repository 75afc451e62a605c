import type { Fingerprint } from './upload-source.ts';

/** Names these bytes of this upload: a server that knows the id must not take a changed file for the one it has. */
export function revisionOf(uploadId: string, fingerprint: Fingerprint): string {
  return `${uploadId}-${fingerprint.size.toString(36)}-${Math.round(fingerprint.modifiedAtMs * 1000).toString(36)}`;
}
