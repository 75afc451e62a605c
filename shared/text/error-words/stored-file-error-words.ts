import { formatBytes } from '../format-bytes.ts';
import { withServerWords } from '../with-server-words.ts';
import { withSizes } from '../with-sizes.ts';
import { nameOr } from './name-or.ts';
import { statusOf } from './status-of.ts';
import { withReason } from './with-reason.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for one file that a destination did not take, or took wrongly. */
export const storedFileErrorWords = {
  'too-large': (details) => ({
    title:
      details.limitBytes === undefined
        ? `Too large for the destination${statusOf(details)}`
        : `Larger than the ${formatBytes(details.limitBytes)} that fit`,
    remedy: 'Raise the limit on the server, or choose another destination.',
    action: 'choose-destination',
  }),
  'type-refused': (details) => ({
    title: `The destination does not take this type of file${statusOf(details)}`,
    remedy: withServerWords('Choose another destination for it.', details),
    action: 'choose-destination',
  }),
  rejected: (details) => ({
    title: `The server refused the file${statusOf(details)}`,
    remedy: withServerWords('Ask who runs the server, then retry.', details),
    action: 'retry',
  }),
  'name-refused': (details) => ({
    title: 'The destination does not take this name',
    remedy: withReason('Rename the file and add it again.', details),
    action: null,
  }),
  'already-exists': () => ({
    title: 'The destination already has this name',
    remedy: 'Rename the file, or choose to overwrite, and add it again.',
    action: null,
  }),
  // The reason is the other file's name.
  'name-clash': (details) => ({
    title: `Differs from ${nameOr(details.reason, 'another file')} only by capital letters`,
    remedy: 'The destination cannot keep both. Rename one of them and add it again.',
    action: null,
  }),
  'session-lost': () => ({
    title: 'The server lost the part that had arrived',
    remedy: 'Retry: it starts from the beginning.',
    action: 'retry',
  }),
  'size-mismatch': (details) => ({
    title: withSizes(details, 'The destination has another size'),
    remedy: 'Retry: the file is sent again.',
    action: 'retry',
  }),
  'checksum-mismatch': () => ({
    title: 'What arrived differs from the file',
    remedy: 'Retry: the file is sent again. If it happens again, test disk and memory.',
    action: 'retry',
  }),
} satisfies WordsByCode;
