import { say } from '../../language/say.ts';
import type { PlainText } from '../../language/text.ts';
import { visibleText } from '../visible-text.ts';
import { settingsErrorWords } from './settings-error-words.ts';
import { withReason } from './with-reason.ts';
import type { WordsByCode } from './words-by-code.ts';

const holderWords: Readonly<Record<string, PlainText>> = {
  window: 'an open window',
  terminal: 'a “gantry” command that sends',
  mcp: '“gantry mcp”, which serves other programs',
};

/** Words for our own side: the list of uploads, this computer, and what was asked of us. */
export const ownErrorWords = {
  'queue-disk-full': () => ({
    title: say('This computer’s disk is full'),
    remedy: say('Make room on it: then it goes on by itself.'),
    action: null,
  }),
  'queue-unreadable': () => ({
    title: say('The list of uploads could not be read'),
    remedy: say('It was set aside, and a new one begun. Add the files that are missing again.'),
    action: null,
  }),
  'queue-unusable': (details) => ({
    title: say('The list of uploads cannot be used'),
    remedy:
      details.path === undefined
        ? say('Nothing is sent without it. Check that its disk is there and may be read and written.')
        : say('Nothing is sent without it. Check that {path} is there and may be read and written.', { path: visibleText(details.path) }),
    action: null,
  }),
  'machine-exhausted': () => ({
    title: say('Too much is open on this computer'),
    remedy: say('Close some programs, then retry.'),
    action: 'retry',
  }),
  'queue-newer': () => ({
    title: say('The list of uploads was made by a newer Gantry'),
    remedy: say('Update Gantry to open it.'),
    action: null,
  }),
  'queue-held': ({ processId, reason }) => ({
    title: say('Another Gantry uses this list of uploads'),
    remedy:
      processId === undefined
        ? say('Close it, or go on there.')
        : say('It is process {processId}, {holder}. Close it, or go on there. If it does not answer, end that process: the list is kept.', {
            processId: String(processId),
            holder: say(holderWords[reason ?? ''] ?? 'a Gantry'),
          }),
    action: null,
  }),
  'holder-gone': () => ({
    title: say('The Gantry that holds this list of uploads has ended'),
    remedy: say('The list is kept: start Gantry again, or go on with “gantry resume”.'),
    action: null,
  }),
  'settings-invalid': (details) => settingsErrorWords(details),
  'batch-unknown': () => ({ title: say('That batch is not in the list'), remedy: say('It may have been cleared.'), action: null }),
  'upload-unknown': () => ({ title: say('That file is not in the list'), remedy: say('It may have been cleared.'), action: null }),
  'bad-request': (details) => ({
    title: say('That cannot be done'),
    remedy: withReason(say('Check what was given.'), details),
    action: null,
  }),
  'not-possible-now': (details) => ({
    title: say('Not possible now'),
    remedy: withReason(say('Try it again when the work in progress is done.'), details),
    action: null,
  }),
  internal: () => ({
    title: say('Something in Gantry went wrong'),
    remedy: say('Retry. If it happens again, please report it with the diagnostics.'),
    action: 'retry',
  }),
} satisfies WordsByCode;
