import type { LucideIcon } from 'lucide-react';
import { CircleCheck, CircleExclamationPoint, CircleMinus } from 'lucide-react';
import { useMemo } from 'react';
import type { BatchId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { clearSettled } from '../store/actions.ts';
import { openRefusals } from '../store/refusal-actions.ts';
import { batchOf } from '../store/selectors.ts';
import { useWindow, windowStore } from '../store/store.ts';
import { setFilter } from '../store/view-actions.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import type { VerifiedCounts } from './count-verified.ts';
import { countVerified } from './count-verified.ts';
import { receiptDetails } from './receipt-details.ts';
import { receiptTitle } from './receipt-title.ts';
import './receipt.css';

const notCounted: VerifiedCounts = new Map();

/** All is done: a quiet receipt where the batch's header was. */
export function Receipt({ batchId }: { readonly batchId: BatchId }) {
  const batch = useWindow(batchOf(batchId));
  const settledAt = batch?.settledAt ?? null;
  // Its files come page by page when the window opens.
  const isLoaded = useWindow((state) => state.isLoaded);
  const verified = useMemo(
    () => (settledAt === null ? null : isLoaded ? countVerified(windowStore.getState().list.table.order, batchId) : notCounted),
    [batchId, settledAt, isLoaded],
  );
  if (batch === undefined || verified === null) return null;
  const [Icon, ink] = lookOf(batch);
  return (
    <section className="receipt" aria-label={say('Receipt')}>
      <Icon className={ink} size={16} strokeWidth={1.5} aria-hidden="true" />
      <div className="receipt-words">
        <h2 className="receipt-title">
          {receiptTitle(batch)} <ForeignName className="receipt-destination" text={destinationTitle(batch.destinationName)} />
        </h2>
        <p className="receipt-details">{receiptDetails(batch, verified).join(' · ')}</p>
      </div>
      {batch.refused > 0 ? (
        <Button look="text" label={say('{count} not added', { count: batch.refused })} onPress={() => openRefusals(batch)} />
      ) : null}
      {batch.failed === 0 ? null : (
        <Button look="outlined" label={say('Show {count} failed', { count: batch.failed })} onPress={() => setFilter('failed')} />
      )}
      <Button
        look="outlined"
        label={say('Clear')}
        name={say('Clear the list')}
        title={say('What arrived stays where it arrived')}
        onPress={clearSettled}
      />
    </section>
  );
}

/** Green only where all of it arrived; what somebody called off is no failure. */
function lookOf({ failed, cancelled }: BatchProgress): readonly [LucideIcon, string] {
  if (failed > 0) return [CircleExclamationPoint, 'ink-failed'];
  return cancelled > 0 ? [CircleMinus, 'ink-idle'] : [CircleCheck, 'ink-done'];
}
