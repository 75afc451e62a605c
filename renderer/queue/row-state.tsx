import { say } from '../../shared/language/say.ts';
import type { FileProgress } from '../../shared/progress.ts';
import { fileStateOf } from '../../shared/text/file-state.ts';
import { holdHelp } from '../../shared/text/hold-help.ts';
import { stateTone } from '../../shared/text/state-tone.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import { withoutFingerprints } from '../../shared/text/without-fingerprints.ts';
import { controlUploads, goOnAnyway } from '../store/actions.ts';
import { openConflicts } from '../store/conflict-actions.ts';
import { canHelp, helpLabels, startHelp } from '../store/help-actions.ts';
import { batchOf, holdingConditionOf, holdOf } from '../store/selectors.ts';
import { useWindow } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { sentencesOf } from '../ui/sentences-of.ts';
import { WholeSentences } from '../ui/whole-sentences.tsx';

export interface RowStateProps {
  readonly file: FileProgress;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  readonly tabIndex: number;
}

/** The state of a file in words, with a countdown that runs where there is one, and "Retry now" where that helps. */
export function RowState({ file, nowMs, tabIndex }: RowStateProps) {
  const hold = useWindow(holdOf(file));
  const condition = useWindow(holdingConditionOf(file));
  const { state, detail } = statusWords({ ...file, error: withoutFingerprints(file.error) }, nowMs, { hold, condition });
  const isWaiting = file.status === 'waiting';
  const fileState = fileStateOf(file, nowMs);
  return (
    <>
      <span className={`row-state-words ink-${stateTone(fileState)}`} title={state}>
        {state}
      </span>
      <span className="row-state-detail">
        <WholeSentences text={detail} isFirstOnly={isWaiting || hold !== null} />
        <span className="row-state-joint" aria-hidden="true">
          {sentencesOf(detail)[0]?.endsWith('.') === true ? ' ' : ' · '}
        </span>
        {isWaiting ? <RowHelp file={file} reason={file.waitReason} error={file.error} tabIndex={tabIndex} /> : null}
        {hold === null || file.conflict === 'asks' ? null : (
          <RowHelp file={file} reason={hold.reason} error={hold.error} tabIndex={tabIndex} />
        )}
        {condition === null || hold !== null ? null : <GoOnHelp file={file} tabIndex={tabIndex} />}
        {fileState === 'needs-person' && !isWaiting ? <DecideHelp file={file} tabIndex={tabIndex} /> : null}
      </span>
    </>
  );
}

interface RowHelpProps extends Pick<RowStateProps, 'file' | 'tabIndex'> {
  readonly reason: FileProgress['waitReason'];
  readonly error: FileProgress['error'];
}

/** What a person can do about a wait, of the file or of its destination; where nothing else helps, to try the file again at once. */
function RowHelp({ file, reason, error, tabIndex }: RowHelpProps) {
  const help = holdHelp(reason, error);
  const destinationId = useWindow((state) => batchOf(file.batchId)(state)?.destinationId);
  const destinationName = useWindow((state) => batchOf(file.batchId)(state)?.destinationName ?? '');
  const hasHelp = useWindow(canHelp(help, destinationId));
  const isHelped = help !== null && destinationId !== undefined && hasHelp;
  // A file that has not begun goes on with its destination.
  if (!isHelped && file.status !== 'waiting') return null;
  return isHelped ? (
    <Button
      look="text"
      label={say(helpLabels[help])}
      name={say('{action}, for {name}', { action: say(helpLabels[help]).replace('…', ''), name: file.fileName })}
      tabIndex={tabIndex}
      onPress={() => startHelp(help, destinationId, destinationName, error)}
    />
  ) : (
    <Button
      look="text"
      label={say('Retry now')}
      name={say('Retry {name}', { name: file.fileName })}
      tabIndex={tabIndex}
      onPress={() => controlUploads('retry', [file.uploadId])}
    />
  );
}

/** This computer's state holds back all files, so this button lets all of them go on, as the one in the status bar does. */
function GoOnHelp({ file, tabIndex }: Pick<RowStateProps, 'file' | 'tabIndex'>) {
  return (
    <Button
      look="text"
      label={say('Go on anyway')}
      name={say('Go on anyway, for {name}', { name: file.fileName })}
      title={say('All files, for this time')}
      tabIndex={tabIndex}
      onPress={goOnAnyway}
    />
  );
}

/** The name is taken, and nobody has said what becomes of it. */
function DecideHelp({ file, tabIndex }: Pick<RowStateProps, 'file' | 'tabIndex'>) {
  return (
    <Button
      look="text"
      label={say('Decide…')}
      name={say('Decide about {name}', { name: file.fileName })}
      tabIndex={tabIndex}
      onPress={() => openConflicts(file.batchId)}
    />
  );
}
