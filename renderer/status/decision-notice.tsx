import { CircleQuestionMark } from 'lucide-react';
import type { BatchId } from '../../shared/ids.ts';
import { alreadyThere } from '../../shared/text/conflict-words.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { openConflicts } from '../store/conflict-actions.ts';
import { batchOf, undecidedBatchKey } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';

/** Batches whose files meet what is there already, until somebody says what becomes of them. */
export function DecisionNotice() {
  const key = useWindow(undecidedBatchKey);
  const [first = '', ...others] = key.split(' ') as BatchId[];
  const batch = useWindow(batchOf(first as BatchId));
  if (batch === undefined) return null;
  return (
    <div className="notice notice-needs-person">
      <CircleQuestionMark className="ink-needs-person" size={16} strokeWidth={1.5} aria-hidden="true" />
      <p className="notice-words">
        <bdi className="notice-name">{visibleText(batch.name)}</bdi>: {alreadyThere(batch)}, at{' '}
        <bdi>{visibleText(batch.destinationName)}</bdi>. Decide what becomes of {batch.conflicts?.asked === 1 ? 'it' : 'them'}.
        {others.length === 0
          ? ''
          : ` ${countOf(others.length, 'more batch', 'more batches')} ${others.length === 1 ? 'waits' : 'wait'} too.`}
      </p>
      <Button look="text" label="Decide…" name={`Decide about ${batch.name}`} onPress={() => openConflicts(batch.batchId)} />
    </div>
  );
}
