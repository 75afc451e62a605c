import type { Affected, RequestArguments, Scope, UploadPage } from '../../shared/contract.ts';
import type { BatchId, UploadId } from '../../shared/ids.ts';

/** Of any process: a list over the local socket comes in pages of so many rows, and one request takes so many ids. */
const pageSize = 1_000;
const mostAtOnce = 100_000;

/** The engine of this process, or one that is asked over the local socket. */
export interface RetriedQueue {
  listUploads(query: RequestArguments<'listUploads'>): UploadPage | Promise<UploadPage>;
  retry(scope: Scope): Promise<Affected>;
}

/** Retries every file that failed, in one batch or in all, and no other: cancelled and waiting files stay as they are. */
export async function retryFailed(queue: RetriedQueue, batchId?: BatchId): Promise<Affected> {
  const uploadIds: UploadId[] = [];
  for (let fromPosition: number | null = 0; fromPosition !== null; ) {
    const query = { fromPosition, limit: pageSize, status: 'failed', ...(batchId === undefined ? {} : { batchId }) } as const;
    const page: UploadPage = await queue.listUploads(query);
    for (const { uploadId } of page.uploads) uploadIds.push(uploadId);
    fromPosition = page.nextPosition;
  }
  let affected = 0;
  for (let start = 0; start < uploadIds.length; start += mostAtOnce)
    affected += (await queue.retry({ kind: 'uploads', uploadIds: uploadIds.slice(start, start + mostAtOnce) })).affected;
  return { affected };
}
