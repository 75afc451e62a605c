import type { Refusal } from '../../shared/contract.ts';
import type { BatchId } from '../../shared/ids.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { engineClient } from '../engine-client.ts';
import { windowStore } from './store.ts';

export function openRefusals(batch: BatchProgress): void {
  windowStore.setState({ dialog: { kind: 'refusals', batchId: batch.batchId, batchName: batch.name } });
}

/** What of a batch's folders could not be added. Throws `ClientError`. */
export async function loadRefusals(batchId: BatchId): Promise<readonly Refusal[]> {
  const { refusals } = await engineClient().request('listRefusals', { batchId });
  return refusals;
}
