import type { UploadId } from '../../shared/ids.ts';
import type { FileProgress } from '../../shared/progress.ts';
import type { Engine } from '../engine/engine.ts';

const pageSize = 5_000;

/** The file with that id, or null. Reads the list page by page: it serves a person's click, not a loop. */
export function findUpload(engine: Pick<Engine, 'listUploads'>, uploadId: UploadId): FileProgress | null {
  let fromPosition: number | null = 0;
  while (fromPosition !== null) {
    const page: ReturnType<Engine['listUploads']> = engine.listUploads({ fromPosition, limit: pageSize });
    const found = page.uploads.find((upload) => upload.uploadId === uploadId);
    if (found !== undefined) return found;
    fromPosition = page.nextPosition;
  }
  return null;
}
