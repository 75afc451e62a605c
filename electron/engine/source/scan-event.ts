import type { UploadError } from '../errors/upload-error.ts';
import type { Fingerprint } from './upload-source.ts';

/**
 * Why an entry was left out without being an error.
 * - `system-file`: what an operating system leaves behind, see `ignored-names.ts`.
 * - `left-out`: a person does not want it sent.
 * - `folder-loop`: a symbolic link that leads back to a folder around it.
 * - `empty-folder`: uploads carry files, and there is none in it.
 */
export type IgnoredReason = 'system-file' | 'left-out' | 'folder-loop' | 'empty-folder';

export type ScanEvent =
  | {
      readonly kind: 'file';
      /** Absolute. */
      readonly path: string;
      /** Under the destination, with `/`: `photos/a/b.jpg`. */
      readonly relativePath: string;
      readonly fingerprint: Fingerprint;
    }
  | { readonly kind: 'refused'; readonly path: string; readonly error: UploadError }
  | { readonly kind: 'ignored'; readonly path: string; readonly reason: IgnoredReason };
