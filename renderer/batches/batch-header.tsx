import { ArrowRight, FolderSync, Pause, Play, ScanSearch, X } from 'lucide-react';
import type { BatchId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { batchHold } from '../../shared/text/batch-hold.ts';
import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { watchedBatchWords } from '../../shared/text/watch-words.ts';
import { controlBatch, retryFailed } from '../store/actions.ts';
import { openRefusals } from '../store/refusal-actions.ts';
import { batchOf, totalsOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { SegmentedBar } from '../ui/segmented-bar.tsx';
import { barSegments } from './bar-segments.ts';
import { SendElsewhere } from './send-elsewhere.tsx';
import './batch-header.css';

/** One drop: its name and destination, its bar, and everything about it in one sentence. */
export function BatchHeader({ batchId }: { readonly batchId: BatchId }) {
  const batch = useWindow(batchOf(batchId));
  if (batch === undefined) return null;
  const { name } = batch;
  return (
    <section className="batch-header" aria-label={say('Batch {name}', { name })}>
      <h2 className="batch-title">
        <ForeignName className="batch-name" text={batch.name} />
        <ArrowRight size={12} strokeWidth={1.5} aria-label={say('to')} />
        <ForeignName className="batch-destination" text={destinationTitle(batch.destinationName)} />
        {batch.watchedPath === undefined ? null : (
          <span className="batch-origin" title={watchedBatchWords(visibleText(batch.watchedPath))}>
            <FolderSync size={14} strokeWidth={1.5} aria-hidden="true" />
            {say('Watched folder')}
          </span>
        )}
      </h2>
      <div className="batch-bar">
        <SegmentedBar
          name={say('Progress of batch {name}', { name })}
          percentage={batch.progressPercentage}
          valueText={formatPercentage(batch.progressPercentage)}
          segments={barSegments(batch)}
          isIndeterminate={batch.isScanning && batch.active === 0}
        />
        <span className="batch-percentage">{batch.bytesTotal === 0 ? '' : formatPercentage(batch.progressPercentage)}</span>
      </div>
      <p className="batch-sentence">
        {batch.isScanning ? <ScanSearch className="ink-moving" size={14} strokeWidth={1.5} aria-hidden="true" /> : null}
        <BatchSentence batch={batch} />
      </p>
      <div className="batch-controls">
        <BatchTroubles batch={batch} />
        <BatchControls batch={batch} />
      </div>
    </section>
  );
}

/** In a component of its own, as it also depends on what holds the whole queue. */
function BatchSentence({ batch }: { readonly batch: BatchProgress }) {
  const words = useWindow((state) => {
    const totals = totalsOf(state);
    return batchSentence(totals === null ? batch : { ...batch, ...batchHold(batch, totals) });
  });
  return (
    <span className="batch-sentence-words" title={words}>
      {words}
    </span>
  );
}

function BatchTroubles({ batch }: { readonly batch: BatchProgress }) {
  const { name, refused, failed } = batch;
  return (
    <>
      {refused > 0 ? (
        <Button
          look="text"
          label={say('{count} not added', { count: refused })}
          name={say('{count} not added of batch {name}', { count: refused, name })}
          onPress={() => openRefusals(batch)}
        />
      ) : null}
      {failed > 0 ? (
        <>
          <span className="batch-failed ink-failed">{say('{count} failed', { count: failed })}</span>
          <Button
            look="text"
            label={say('Retry {count}', { count: failed })}
            name={say('Retry {count} of batch {name}', { count: failed, name })}
            onPress={() => retryFailed(batch.batchId)}
          />
        </>
      ) : null}
    </>
  );
}

function BatchControls({ batch }: { readonly batch: BatchProgress }) {
  const { name } = batch;
  const canPause = batch.active + batch.waiting + batch.queued > 0;
  return (
    <div className="batch-icons">
      {canPause ? (
        <IconButton
          name={say('Pause batch {name}', { name })}
          title={say('Pause this batch')}
          icon={<Pause size={16} strokeWidth={1.5} />}
          onPress={() => controlBatch('pause', batch.batchId)}
        />
      ) : null}
      {batch.paused > 0 ? (
        <IconButton
          name={say('Resume batch {name}', { name })}
          title={say('Resume this batch')}
          icon={<Play size={16} strokeWidth={1.5} />}
          onPress={() => controlBatch('resume', batch.batchId)}
        />
      ) : null}
      {canPause || batch.paused + batch.failed > 0 ? <SendElsewhere batch={batch} /> : null}
      <IconButton
        name={say('Cancel batch {name}', { name })}
        title={say('Cancel what is left of this batch')}
        icon={<X size={16} strokeWidth={1.5} />}
        onPress={() => controlBatch('cancel', batch.batchId)}
      />
    </div>
  );
}
