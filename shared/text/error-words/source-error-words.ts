import { withSizes } from '../with-sizes.ts';
import { nameOr } from './name-or.ts';
import { withReason } from './with-reason.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for the files on this computer, and for adding them. */
export const sourceErrorWords = {
  'source-missing': () => ({ title: 'The file is gone', remedy: 'Put it back where it was, then try again.', action: 'retry' }),
  'source-away': () => ({ title: 'The disk or folder of the file is gone', remedy: 'Bring it back, then try again.', action: 'retry' }),
  'source-disk-error': () => ({ title: 'The disk failed to read the file', remedy: 'Check it, then try again.', action: 'retry' }),
  'source-unreadable': () => ({ title: 'The file cannot be read', remedy: 'Allow reading it, then try again.', action: 'retry' }),
  'source-not-a-file': () => ({ title: 'Not a file', remedy: 'Devices, sockets and pipes cannot be uploaded.', action: null }),
  'source-changed': () => ({
    title: 'The file changed while it was sent',
    remedy: 'Retry when nothing writes to it.',
    action: 'retry',
  }),
  'source-short': (details) => ({
    title: withSizes(details, 'The file ended too early'),
    remedy: 'Retry when nothing writes to it.',
    action: 'retry',
  }),
  'source-locked': () => ({ title: 'Another program uses the file', remedy: 'Close it there, then try again.', action: 'retry' }),
  'source-not-moved': (details) => ({
    title: 'A file that has arrived could not be taken out of its folder',
    remedy: `Still in its folder, and not sent again: ${nameOr(details.path, 'the file')}. Check that ${nameOr(details.reason, 'the place where it goes')} can be used: then it goes there by itself.`,
    action: null,
  }),
  'path-too-long': () => ({
    title: 'The path is too long',
    remedy: 'Move it to a folder with a shorter path and add it again.',
    action: null,
  }),
  'nothing-given': () => ({ title: 'Nothing to add', remedy: 'Give at least one file or folder.', action: null }),
  filtered: (details) => ({ title: 'Left out by a filter', remedy: withReason('Change the filter to add it.', details), action: null }),
  duplicate: () => ({ title: 'Already in the queue', remedy: 'It is not sent twice.', action: null }),
} satisfies WordsByCode;
