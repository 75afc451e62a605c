import type { UploadId } from '../../shared/ids.ts';

/** The id of a row's element, for `aria-activedescendant`. */
export function rowElementId(uploadId: UploadId): string {
  return `upload-${uploadId}`;
}
