import type { Refusal, RequestValue } from '../../shared/contract.ts';
import type { BatchId } from '../../shared/ids.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { engineClient } from '../engine-client.ts';
import { windowStore } from './store.ts';

export function openRefusals(batch: BatchProgress): void {
  windowStore.setState({ dialog: { kind: 'refusals', batchId: batch.batchId, batchName: batch.name } });
}

/** What of a batch's folders could not be added. Throws `ClientError`. */
export async function loadRefusals(batchId: BatchId): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = [];
  for (let fromIndex: number | null = 0; fromIndex !== null; ) {
    const page: RequestValue<'listRefusals'> = await engineClient().request('listRefusals', { batchId, fromIndex });
    refusals.push(...page.refusals);
    fromIndex = page.nextIndex;
  }
  return refusals;
}
