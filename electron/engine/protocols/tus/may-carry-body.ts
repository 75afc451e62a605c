import type { ConflictPolicy } from '../../../../shared/upload.ts';
import type { TusFeatures } from './tus-features.ts';

/**
 * Files up to this size go out with their creation where the server offers it: one request instead of two. Larger ones do
 * not, since a body whose answer is lost has no address yet and begins again at byte 0.
 */
const mostBytesWithCreation = 1024 * 1024;

/**
 * Whether the request that creates an upload carries the whole file. Not what replaces another file: a creation that some hop
 * delivers late is then an empty upload, and not an old version in place of a newer one.
 */
export function mayCarryBody(features: TusFeatures, conflict: ConflictPolicy, sizeBytes: number): boolean {
  return features.canCreateWithUpload && conflict !== 'overwrite' && sizeBytes > 0 && sizeBytes <= mostBytesWithCreation;
}
