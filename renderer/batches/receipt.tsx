import { CircleCheck, CircleExclamationPoint } from 'lucide-react';
import { useMemo } from 'react';
import type { BatchId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { clearSettled } from '../store/actions.ts';
import { openRefusals } from '../store/refusal-actions.ts';
import { batchOf } from '../store/selectors.ts';
import { useWindow, windowStore } from '../store/store.ts';
import { setFilter } from '../store/view-actions.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import { countVerified } from './count-verified.ts';
import { receiptDetails } from './receipt-details.ts';
import { receiptTitle } from './receipt-title.ts';
import './receipt.css';

/** All is done: a quiet receipt where the batch's header was. */
export function Receipt({ batchId }: { readonly batchId: BatchId }) {
  const batch = useWindow(batchOf(batchId));
  const settledAt = batch?.settledAt ?? null;
  const verified = useMemo(
    () => (settledAt === null ? null : countVerified(windowStore.getState().list.table.order, batchId)),
    [batchId, settledAt],
  );
  if (batch === undefined || verified === null) return null;
  const isWhole = batch.failed === 0;
  return (
    <section className="receipt" aria-label={say('Receipt')}>
      {isWhole ? (
        <CircleCheck className="ink-done" size={16} strokeWidth={1.5} aria-hidden="true" />
      ) : (
        <CircleExclamationPoint className="ink-failed" size={16} strokeWidth={1.5} aria-hidden="true" />
      )}
      <div className="receipt-words">
        <h2 className="receipt-title">
          {receiptTitle(batch)} <ForeignName className="receipt-destination" text={destinationTitle(batch.destinationName)} />
        </h2>
        <p className="receipt-details">{receiptDetails(batch, verified).join(' · ')}</p>
      </div>
      {batch.refused > 0 ? (
        <Button look="text" label={say('{count} not added', { count: batch.refused })} onPress={() => openRefusals(batch)} />
      ) : null}
      {isWhole ? null : (
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
