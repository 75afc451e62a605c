import type { Affected, UploadPage } from '../../shared/contract.ts';
import type { UploadId } from '../../shared/ids.ts';
import type { QueueAccess } from './queue-access.ts';

const pageSize = 1_000;
/** As many as fit into one request. */
const mostAtOnce = 100_000;

/** Retries every file that failed and no other: cancelled and waiting files stay as they are. */
export async function retryAllFailed(queue: Pick<QueueAccess, 'ask'>): Promise<Affected> {
  const uploadIds: UploadId[] = [];
  for (let fromPosition: number | null = 0; fromPosition !== null; ) {
    const page: UploadPage = await queue.ask('listUploads', { fromPosition, limit: pageSize, status: 'failed' });
    for (const { uploadId } of page.uploads) uploadIds.push(uploadId);
    fromPosition = page.nextPosition;
  }
  let affected = 0;
  for (let start = 0; start < uploadIds.length; start += mostAtOnce) {
    const scope = { kind: 'uploads', uploadIds: uploadIds.slice(start, start + mostAtOnce) } as const;
    affected += (await queue.ask('retry', { scope })).affected;
  }
  return { affected };
}
