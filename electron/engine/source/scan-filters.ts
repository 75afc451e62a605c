import { extname } from 'node:path';
import { UploadError } from '../errors/upload-error.ts';
import type { Fingerprint } from './upload-source.ts';

/** What a destination takes; null where it takes anything. */
export interface ScanFilters {
  readonly maxFileSizeBytes: number | null;
  /** Lower case, without the dot: `['jpg', 'png']`. */
  readonly acceptedExtensions: readonly string[] | null;
}

export const noFilters: ScanFilters = { maxFileSizeBytes: null, acceptedExtensions: null };

/** Why this file is not for this destination (`too-large` or `filtered`), or null when it is. */
export function refusalByFilters(path: string, fingerprint: Fingerprint, filters: ScanFilters): UploadError | null {
  const { maxFileSizeBytes, acceptedExtensions } = filters;
  if (maxFileSizeBytes !== null && fingerprint.size > maxFileSizeBytes) {
    return new UploadError('too-large', { details: { path, sizeBytes: fingerprint.size, limitBytes: maxFileSizeBytes } });
  }
  const extension = extname(path).slice(1).toLowerCase();
  if (acceptedExtensions !== null && !acceptedExtensions.includes(extension)) {
    return new UploadError('filtered', { details: { path, reason: extension } });
  }
  return null;
}
