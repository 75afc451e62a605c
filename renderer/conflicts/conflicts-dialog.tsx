import { useEffect, useState } from 'react';
import type { ConflictChoice } from '../../shared/conflict.ts';
import { say } from '../../shared/language/say.ts';
import { sayCount } from '../../shared/language/say-count.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { alreadyThere, needsDecision } from '../../shared/text/conflict-words.ts';
import { destinationTitle } from '../../shared/text/destination-title.ts';
import type { ConflictPolicy } from '../../shared/upload.ts';
import { errorSentence } from '../error-sentence.ts';
import { cancelUndecided, decideConflicts } from '../store/conflict-actions.ts';
import { closeDialog } from '../store/destination-actions.ts';
import { batchOf, undecidedBatchKey } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ForeignName } from '../ui/foreign-name.tsx';
import { Said } from '../ui/said.tsx';
import { ConflictTree } from './conflict-tree.tsx';
import type { ConflictFile } from './exceptions.ts';
import { noExceptions, withException } from './exceptions.ts';
import { PolicyChoice } from './policy-choice.tsx';
import { useConflicts } from './use-conflicts.ts';
import './conflicts-dialog.css';

/** Where a person says, once for a whole batch, what becomes of files whose names are taken. */
export function ConflictsDialog() {
  const dialog = useWindow((state) => state.dialog);
  const batchId = dialog?.kind === 'conflicts' ? dialog.batchId : null;
  const batch = useWindow((state) => (batchId === null ? undefined : batchOf(batchId)(state)));
  // Nothing to decide any more: it was cancelled, or decided elsewhere.
  const isOver = batchId !== null && !needsDecision(batch?.conflicts);
  useEffect(() => {
    if (isOver) closeDialog();
  }, [isOver]);
  return batch === undefined || isOver ? null : <OpenConflicts key={batch.batchId} batch={batch} />;
}

function OpenConflicts({ batch }: { readonly batch: BatchProgress }) {
  const { batchId } = batch;
  const asked = batch.conflicts?.asked ?? 0;
  const conflicts = useConflicts(batchId, asked);
  // What loses nothing stands first, until somebody says otherwise.
  const [policy, setPolicy] = useState<ConflictPolicy>('rename');
  const [exceptions, setExceptions] = useState(noExceptions);
  const [isRemembered, setIsRemembered] = useState(false);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const trouble = problem ?? conflicts.problem;
  useEffect(() => {
    // They are others now, and perhaps not those that were decided.
    if (asked > 0) setExceptions(noExceptions);
  }, [asked]);

  const choose = (file: ConflictFile, choice: ConflictChoice | null): void =>
    setExceptions((before) => withException(before, file, choice));
  const start = (): void => {
    setIsSending(true);
    setProblem(null);
    decideConflicts(batchId, {
      policy,
      exceptions: [...exceptions].map(([uploadId, { choice }]) => ({ uploadId, choice })),
      isRemembered: isRemembered && policy !== 'ask',
    })
      .catch((error: unknown) => setProblem(errorSentence(error)))
      .finally(() => setIsSending(false));
  };

  return (
    <Dialog title={alreadyThere(batch)} isWide onClose={closeDialog}>
      <Introduction batch={batch} />
      <PolicyChoice policy={policy} effects={conflicts.effects} exceptions={exceptions} asked={asked} onChange={setPolicy} />
      <ConflictTree conflicts={conflicts} policy={policy} exceptions={exceptions} onChoose={choose} />
      {trouble === null ? null : (
        <p className="conflicts-problem ink-failed" role="alert">
          {trouble}
        </p>
      )}
      <footer className="dialog-footer">
        <label className="conflicts-remember">
          <input
            type="checkbox"
            checked={isRemembered && policy !== 'ask'}
            disabled={policy === 'ask'}
            onChange={(event) => setIsRemembered(event.target.checked)}
          />
          <span className="conflicts-remember-words">
            <Said
              text="Remember for {destination}"
              values={{ destination: <ForeignName text={destinationTitle(batch.destinationName)} /> }}
            />
          </span>
        </label>
        <Button
          look="outlined"
          label={say('Cancel batch')}
          title={say('Nothing more of it is sent')}
          onPress={() => cancelUndecided(batchId)}
        />
        <Button
          look="primary"
          label={say('Start upload')}
          isDisabled={isSending || (policy === 'ask' && exceptions.size === 0)}
          onPress={start}
        />
      </footer>
    </Dialog>
  );
}

function Introduction({ batch }: { readonly batch: BatchProgress }) {
  const waiting = useWindow(undecidedBatchKey).split(' ').length;
  const others = batch.total - (batch.conflicts?.asked ?? 0);
  return (
    <p className="conflicts-introduction">
      <Said
        text={others > 0 ? '{batch} to {destination}. What is not there yet is sent meanwhile.' : '{batch} to {destination}.'}
        values={{
          batch: <ForeignName className="conflicts-name" text={batch.name} />,
          destination: <ForeignName className="conflicts-name" text={destinationTitle(batch.destinationName)} />,
        }}
      />
      {waiting > 1 ? ` ${sayCount(waiting - 1, '{count} more batch waits after it.', '{count} more batches wait after it.')}` : ''}
    </p>
  );
}
