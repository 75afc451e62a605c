import type { FileProgress } from '../../shared/progress.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { stateTone } from '../../shared/text/state-tone.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { controlUploads } from '../store/actions.ts';
import { openConflicts } from '../store/conflict-actions.ts';
import { holdOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';

export interface RowStateProps {
  readonly file: FileProgress;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  readonly tabIndex: number;
}

/** The state of a file in words, with a countdown that runs where there is one, and "Retry now" where that helps. */
export function RowState({ file, nowMs, tabIndex }: RowStateProps) {
  const hold = useWindow(holdOf(file));
  const { state, detail } = statusWords(file, nowMs, hold);
  const isWaiting = file.status === 'waiting';
  return (
    <>
      <span className={`row-state-words ink-${stateTone(fileStateOf(file, nowMs))}`} title={state}>
        {state}
      </span>
      <span className="row-state-detail" title={detail}>
        <span className="row-state-text">{detail}</span>
        {isWaiting ? (
          <>
            <span aria-hidden="true"> · </span>
            <Button
              look="text"
              label="Retry now"
              name={`Retry ${file.fileName}`}
              tabIndex={tabIndex}
              onPress={() => controlUploads('retry', [file.uploadId])}
            />
          </>
        ) : null}
        {file.status === 'queued' && file.conflict === 'asks' ? (
          <>
            <span aria-hidden="true"> · </span>
            <Button
              look="text"
              label="Decide…"
              name={`Decide about ${file.fileName}`}
              tabIndex={tabIndex}
              onPress={() => openConflicts(file.batchId)}
            />
          </>
        ) : null}
      </span>
    </>
  );
}
