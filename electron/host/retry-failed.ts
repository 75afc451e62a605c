import type { Affected } from '../../shared/contract.ts';
import type { BatchId, UploadId } from '../../shared/ids.ts';
import type { Engine } from '../engine/engine.ts';

const pageSize = 5_000;

/** Retries every file that failed, in one batch or in all, and no other: cancelled and waiting files stay as they are. */
export async function retryFailed(engine: Pick<Engine, 'listUploads' | 'retry'>, batchId?: BatchId): Promise<Affected> {
  const uploadIds: UploadId[] = [];
  let fromPosition: number | null = 0;
  while (fromPosition !== null) {
    const query = { fromPosition, limit: pageSize, status: 'failed', ...(batchId === undefined ? {} : { batchId }) } as const;
    const page: ReturnType<Engine['listUploads']> = engine.listUploads(query);
    for (const upload of page.uploads) uploadIds.push(upload.uploadId);
    fromPosition = page.nextPosition;
  }
  return uploadIds.length === 0 ? { affected: 0 } : engine.retry({ kind: 'uploads', uploadIds });
}
