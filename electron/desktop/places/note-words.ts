import type { BatchProgress, HeldDestination } from '../../../shared/progress.ts';
import { alreadyThere } from '../../../shared/text/conflict-words.ts';
import { countOf } from '../../../shared/text/count-of.ts';
import { formatBytes } from '../../../shared/text/format-bytes.ts';
import { formatCount } from '../../../shared/text/format-count.ts';
import { holdWords } from '../../../shared/text/hold-words.ts';
import { withoutFingerprints } from '../../../shared/text/without-fingerprints.ts';
import { foreignText } from './foreign-text.ts';
import type { Note, NoteAction } from './note.ts';

const longestBody = 240;

const labels: Readonly<Record<NoteAction, string>> = { show: 'Show', 'retry-failed': 'Retry failed', quit: 'Quit Gantry' };

export function noteActionLabel(action: NoteAction): string {
  return labels[action];
}

/** How a batch ended, in one notification; null where there is nothing to tell, as when it was cancelled by the one who would be told. */
export function batchEndNote(batch: BatchProgress): Note | null {
  const { failed, refused, successful, skipped, total } = batch;
  const noteId = `batch ${batch.batchId}`;
  const name = foreignText(batch.name);
  const place = foreignText(batch.destinationName);
  const arrived = successful + skipped;
  const soFar = `${formatCount(arrived)} of ${countOf(total, 'file')} arrived at ${place}.`;
  if (failed > 0) {
    const title = total === 1 ? `${name} failed` : `${name}: ${countOf(failed, 'file')} failed`;
    const body = `${total === 1 ? `It did not arrive at ${place}.` : soFar} Show says why.`;
    return { noteId, title, body, isUrgent: true, actions: ['show', 'retry-failed'] };
  }
  if (refused > 0) {
    const title = `${name}: ${countOf(refused, 'entry', 'entries')} could not be added`;
    return { noteId, title, body: total === 0 ? 'Nothing of it was sent.' : soFar, isUrgent: true, actions: ['show'] };
  }
  if (arrived === 0) return null;
  const body =
    successful === 0
      ? `${countOf(arrived, 'file')} ${arrived === 1 ? 'was' : 'were'} at ${place} already.`
      : `${arrived === total ? countOf(arrived, 'file') : `${formatCount(arrived)} of ${countOf(total, 'file')}`}, ${formatBytes(batch.bytesConfirmed)}, at ${place}.`;
  return { noteId, title: `${name} has arrived`, body, isUrgent: false, actions: ['show'] };
}

/** A destination waits for a person: for a password, for room, for trust. */
export function heldNote(held: HeldDestination): Note {
  const { title, remedy } = holdWords(held.reason, withoutFingerprints(held.error));
  return {
    noteId: `destination ${held.destinationId}`,
    title: `${foreignText(held.destinationName)}: ${foreignText(title, 80)}`,
    body: foreignText(remedy, longestBody),
    isUrgent: true,
    actions: ['show'],
  };
}

/** Files of a batch meet names that are taken, and nobody has decided. */
export function decisionNote(batch: BatchProgress): Note {
  const isOne = batch.conflicts?.asked === 1;
  return {
    noteId: `decision ${batch.batchId}`,
    title: `${foreignText(batch.name)} needs your decision`,
    body: `${alreadyThere(batch)}, at ${foreignText(batch.destinationName)}. Show lets you say what becomes of ${isOne ? 'it' : 'them'}.`,
    isUrgent: true,
    actions: ['show'],
  };
}

/** Said once, when the window was closed for the first time. */
export const trayNote: Note = {
  noteId: 'tray',
  title: 'Gantry goes on in the tray',
  body: 'Uploads continue without the window. Open it again from the icon in the tray, or quit there.',
  isUrgent: false,
  actions: ['show', 'quit'],
};

/** Said once, where closing would have left Gantry running without a way back to it. */
export const noTrayNote: Note = {
  noteId: 'tray',
  title: 'Gantry has quit',
  body: 'This desktop has no tray from which the window could be opened again. The queue is kept, and goes on when Gantry is started.',
  isUrgent: false,
  actions: [],
};
