import type { TargetConflict } from '../protocol.ts';
import type { TusFeatures } from './tus-features.ts';

/** A larger body whose answer is lost has to be sent again from byte 0, so it goes to an address that is known. */
const mostBytesWithCreation = 1024 * 1024;

/**
 * Whether the request that creates an upload carries the whole file: one request instead of two. Only where the server knows a
 * repeated creation: elsewhere one whose answer is lost cannot be found again, and with a body it would be a second copy of the file.
 * And not what replaces another file: a creation that some hop delivers late is then an empty upload, and not an old version in place
 * of a newer one.
 */
export function mayCarryBody(features: TusFeatures, conflict: TargetConflict, sizeBytes: number): boolean {
  const isSafe = features.canCreateWithUpload && features.knowsRepeatedCreation && conflict !== 'overwrite';
  return isSafe && sizeBytes > 0 && sizeBytes <= mostBytesWithCreation;
}
