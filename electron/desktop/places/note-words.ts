import { say } from '../../../shared/language/say.ts';
import { sayCount } from '../../../shared/language/say-count.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import type { BatchProgress, HeldDestination } from '../../../shared/progress.ts';
import { alreadyThere } from '../../../shared/text/conflict-words.ts';
import { destinationTitle } from '../../../shared/text/destination-title.ts';
import { formatBytes } from '../../../shared/text/format-bytes.ts';
import { holdWords } from '../../../shared/text/hold-words.ts';
import { withoutFingerprints } from '../../../shared/text/without-fingerprints.ts';
import { partOfFiles } from '../part-of-files.ts';
import { foreignText } from './foreign-text.ts';
import type { Note, NoteAction } from './note.ts';

const longestBody = 240;

const labels: Readonly<Record<NoteAction, PlainText>> = { show: 'Show', 'retry-failed': 'Retry failed', quit: 'Quit Gantry' };

export function noteActionLabel(action: NoteAction): string {
  return say(labels[action]);
}

/** How a batch ended, in one notification; null where there is nothing to tell, as when it was cancelled by the one who would be told. */
export function batchEndNote(batch: BatchProgress): Note | null {
  const { failed, refused, successful, skipped, total } = batch;
  const noteId = `batch ${batch.batchId}`;
  const name = foreignText(batch.name);
  const place = foreignText(destinationTitle(batch.destinationName));
  const arrived = successful + skipped;
  const soFar = sayCount(total, '{arrived} of {count} file arrived at {place}.', '{arrived} of {count} files arrived at {place}.', {
    arrived,
    place,
  });
  if (failed > 0) {
    const title =
      total === 1
        ? say('{name} failed', { name })
        : sayCount(failed, '{name}: {count} file failed', '{name}: {count} files failed', { name });
    const body = `${total === 1 ? say('It did not arrive at {place}.', { place }) : soFar} ${say('Show says why.')}`;
    return { noteId, title, body, isUrgent: true, actions: ['show', 'retry-failed'] };
  }
  if (refused > 0) {
    const title = sayCount(refused, '{name}: {count} entry could not be added', '{name}: {count} entries could not be added', { name });
    return { noteId, title, body: total === 0 ? say('Nothing of it was sent.') : soFar, isUrgent: true, actions: ['show'] };
  }
  if (arrived === 0) return null;
  const files = arrived === total ? sayCount(total, '{count} file', '{count} files') : partOfFiles(arrived, total);
  const body =
    successful === 0
      ? sayCount(arrived, '{count} file was at {place} already.', '{count} files were at {place} already.', { place })
      : say('{files}, {size}, at {place}.', { files, size: formatBytes(batch.bytesConfirmed), place });
  return { noteId, title: say('{name} has arrived', { name }), body, isUrgent: false, actions: ['show'] };
}

/** A destination waits for a person: for a password, for room, for trust. */
export function heldNote(held: HeldDestination): Note {
  const { title, remedy } = holdWords(held.reason, withoutFingerprints(held.error));
  return {
    noteId: `destination ${held.destinationId}`,
    title: `${foreignText(destinationTitle(held.destinationName))}: ${foreignText(title, 80)}`,
    body: foreignText(remedy, longestBody),
    isUrgent: true,
    actions: ['show'],
  };
}

/** Files of a batch meet names that are taken, and nobody has decided. */
export function decisionNote(batch: BatchProgress): Note {
  const where = say('{what}, at {place}.', { what: alreadyThere(batch), place: foreignText(destinationTitle(batch.destinationName)) });
  const help = batch.conflicts?.asked === 1 ? say('Show lets you say what becomes of it.') : say('Show lets you say what becomes of them.');
  return {
    noteId: `decision ${batch.batchId}`,
    title: say('{name} needs your decision', { name: foreignText(batch.name) }),
    body: `${where} ${help}`,
    isUrgent: true,
    actions: ['show'],
  };
}

/** Said once, when the window was closed for the first time. */
export function trayNote(): Note {
  return {
    noteId: 'tray',
    title: say('Gantry goes on in the tray'),
    body: say('Uploads continue without the window. Open it again from the icon in the tray, or quit there.'),
    isUrgent: false,
    actions: ['show', 'quit'],
  };
}

/** Said once, where closing would have left Gantry running without a way back to it. */
export function noTrayNote(): Note {
  return {
    noteId: 'tray',
    title: say('Gantry has quit'),
    body: say(
      'This desktop has no tray from which the window could be opened again. The queue is kept, and goes on when Gantry is started.',
    ),
    isUrgent: false,
    actions: [],
  };
}
