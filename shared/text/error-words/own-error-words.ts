import { nameOr } from './name-or.ts';
import { settingsErrorWords } from './settings-error-words.ts';
import { withReason } from './with-reason.ts';
import type { WordsByCode } from './words-by-code.ts';

const holderWords: Readonly<Record<string, string>> = {
  window: 'an open window',
  terminal: 'a “gantry” command that sends',
  mcp: '“gantry mcp”, which serves other programs',
};

/** Words for our own side: the list of uploads, this computer, and what was asked of us. */
export const ownErrorWords = {
  'queue-disk-full': () => ({ title: "This computer's disk is full", remedy: 'Make room on it: then it goes on by itself.', action: null }),
  'queue-unreadable': () => ({
    title: 'The list of uploads could not be read',
    remedy: 'It was set aside, and a new one begun. Add the files that are missing again.',
    action: null,
  }),
  'queue-unusable': (details) => ({
    title: 'The list of uploads cannot be used',
    remedy: `Nothing is sent without it. Check that ${nameOr(details.path, 'its disk')} is there and may be read and written.`,
    action: null,
  }),
  'machine-exhausted': () => ({ title: 'Too much is open on this computer', remedy: 'Close some programs, then retry.', action: 'retry' }),
  'queue-newer': () => ({ title: 'The list of uploads was made by a newer Gantry', remedy: 'Update Gantry to open it.', action: null }),
  'queue-held': ({ processId, reason }) => ({
    title: 'Another Gantry uses this list of uploads',
    remedy:
      processId === undefined
        ? 'Close it, or go on there.'
        : `It is process ${processId}, ${holderWords[reason ?? ''] ?? 'a Gantry'}. Close it, or go on there. If it does not answer, end that process: the list is kept.`,
    action: null,
  }),
  'holder-gone': () => ({
    title: 'The Gantry that holds this list of uploads has ended',
    remedy: 'The list is kept: start Gantry again, or go on with “gantry resume”.',
    action: null,
  }),
  'settings-invalid': (details) => settingsErrorWords(details),
  'batch-unknown': () => ({ title: 'That batch is not in the list', remedy: 'It may have been cleared.', action: null }),
  'upload-unknown': () => ({ title: 'That file is not in the list', remedy: 'It may have been cleared.', action: null }),
  'bad-request': (details) => ({ title: 'That cannot be done', remedy: withReason('Check what was given.', details), action: null }),
  'not-possible-now': (details) => ({
    title: 'Not possible now',
    remedy: withReason('Try it again when the work in progress is done.', details),
    action: null,
  }),
  internal: () => ({
    title: 'Something in Gantry went wrong',
    remedy: 'Retry. If it happens again, please report it with the diagnostics.',
    action: 'retry',
  }),
} satisfies WordsByCode;
