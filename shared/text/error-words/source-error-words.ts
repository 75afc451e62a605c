import { say } from '../../language/say.ts';
import { visibleText } from '../visible-text.ts';
import { withSizes } from '../with-sizes.ts';
import { nameOr } from './name-or.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for the files on this computer, and for adding them. */
export const sourceErrorWords = {
  'source-missing': () => ({ title: say('The file is gone'), remedy: say('Put it back where it was, then try again.'), action: 'retry' }),
  'source-away': () => ({
    title: say('The disk or folder of the file is gone'),
    remedy: say('Bring it back, then try again.'),
    action: 'retry',
  }),
  'source-disk-error': () => ({
    title: say('The disk failed to read the file'),
    remedy: say('Check it, then try again.'),
    action: 'retry',
  }),
  'source-unreadable': () => ({ title: say('The file cannot be read'), remedy: say('Allow reading it, then try again.'), action: 'retry' }),
  'source-not-a-file': () => ({ title: say('Not a file'), remedy: say('Devices, sockets and pipes cannot be uploaded.'), action: null }),
  'source-changed': () => ({
    title: say('The file changed while it was sent'),
    remedy: say('Retry when nothing writes to it.'),
    action: 'retry',
  }),
  'source-short': (details) => ({
    title: withSizes(details, say('The file ended too early')),
    remedy: say('Retry when nothing writes to it.'),
    action: 'retry',
  }),
  'source-locked': () => ({ title: say('Another program uses the file'), remedy: say('Close it there, then try again.'), action: 'retry' }),
  'source-not-moved': (details) => ({
    title: say('A file that has arrived could not be taken out of its folder'),
    remedy:
      details.reason === 'unproven'
        ? say('Still in its folder: {file}. Its destination took it and shows nothing of what it stored, so the original stays.', {
            file: nameOr(details.path, say('the file')),
          })
        : say('Still in its folder, and not sent again: {file}. Check that {place} can be used: then it goes there by itself.', {
            file: nameOr(details.path, say('the file')),
            place: details.reason === 'the trash' ? say('the trash') : nameOr(details.reason, say('the place where it goes')),
          }),
    action: null,
  }),
  'path-too-long': () => ({
    title: say('The path is too long'),
    remedy: say('Move it to a folder with a shorter path and add it again.'),
    action: null,
  }),
  'nothing-given': ({ path }) =>
    path === undefined
      ? { title: say('Nothing to add'), remedy: say('Give at least one file or folder.'), action: null }
      : {
          title: say('Not found on this computer'),
          remedy: say('Save it in a folder and add it from there.'),
          action: null,
        },
  // The reason is a file name's ending.
  filtered: ({ reason }) => ({
    title: say('Left out by a filter'),
    remedy: say('Change the filter to add it.') + (reason === undefined ? '' : ` (${visibleText(reason)})`),
    action: null,
  }),
  duplicate: () => ({ title: say('Already in the queue'), remedy: say('It is not sent twice.'), action: null }),
} satisfies WordsByCode;
