import { say } from '../../language/say.ts';
import { formatBytes } from '../format-bytes.ts';
import { withServerWords } from '../with-server-words.ts';
import { withSizes } from '../with-sizes.ts';
import { statusOf } from './status-of.ts';
import { withReason } from './with-reason.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for one file that a destination did not take, or took wrongly. */
export const storedFileErrorWords = {
  'too-large': (details) => ({
    title:
      details.limitBytes === undefined
        ? say('Too large for the destination') + statusOf(details)
        : say('Larger than the {size} that fit', { size: formatBytes(details.limitBytes) }),
    remedy: say('Raise the limit on the server, or choose another destination.'),
    action: 'choose-destination',
  }),
  'type-refused': (details) => ({
    title: say('The destination does not take this type of file') + statusOf(details),
    remedy: withServerWords(say('Choose another destination for it.'), details),
    action: 'choose-destination',
  }),
  rejected: (details) => ({
    title: say('The server refused the file') + statusOf(details),
    remedy: withServerWords(say('Ask who runs the server, then retry.'), details),
    action: 'retry',
  }),
  'name-refused': (details) => ({
    title: say('The destination does not take this name'),
    remedy: withReason(say('Rename the file and add it again.'), details),
    action: null,
  }),
  'already-exists': () => ({
    title: say('The destination already has this name'),
    remedy: say('Rename the file, or choose to overwrite, and add it again.'),
    action: null,
  }),
  'session-lost': () => ({
    title: say('The server lost the part that had arrived'),
    remedy: say('Retry: it starts from the beginning.'),
    action: 'retry',
  }),
  'size-mismatch': (details) => ({
    title: withSizes(details, say('The destination has another size')),
    remedy: say('Retry: the file is sent again.'),
    action: 'retry',
  }),
  'checksum-mismatch': () => ({
    title: say('What arrived differs from the file'),
    remedy: say('Retry: the file is sent again. If it happens again, test disk and memory.'),
    action: 'retry',
  }),
} satisfies WordsByCode;
