import type { FileProgress } from '../../shared/progress.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { controlUploads } from '../store/actions.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/use-now.ts';
import { toneOfFile } from './tone-of-file.ts';

/** The state of a file in words, with a countdown that runs where there is one. */
export function RowState({ file, tabIndex }: { readonly file: FileProgress; readonly tabIndex: number }) {
  const isWaiting = file.status === 'waiting';
  const now = useNow(isWaiting && file.retryAt !== null);
  const { state, detail } = statusWords(file, now);
  return (
    <>
      <span className={`row-state-words ink-${toneOfFile(file)}`} title={state}>
        {state}
      </span>
      {detail === null && !isWaiting ? null : (
        <span className="row-state-detail" title={detail ?? undefined}>
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
        </span>
      )}
    </>
  );
}
