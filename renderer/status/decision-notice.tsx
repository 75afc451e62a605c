import { CircleQuestionMark } from 'lucide-react';
import type { BatchId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import { alreadyThere } from '../../shared/text/conflict-words.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { openConflicts } from '../store/conflict-actions.ts';
import { batchOf, undecidedBatchKey } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Said } from '../ui/said.tsx';

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
        <Said
          text={
            batch.conflicts?.asked === 1
              ? '{batch}: {what}, at {destination}. Decide what becomes of it.'
              : '{batch}: {what}, at {destination}. Decide what becomes of them.'
          }
          values={{
            batch: <bdi className="notice-name">{visibleText(batch.name)}</bdi>,
            what: alreadyThere(batch),
            destination: <bdi>{visibleText(destinationTitle(batch.destinationName))}</bdi>,
          }}
        />
        {others.length === 0 ? '' : ` ${sayCount(others.length, '{count} more batch waits too.', '{count} more batches wait too.')}`}
      </p>
      <Button
        look="text"
        label={say('Decide…')}
        name={say('Decide about {name}', { name: batch.name })}
        onPress={() => openConflicts(batch.batchId)}
      />
    </div>
  );
}
