import type { ErrorCode, ErrorDetails, PlainError } from '../error-codes.ts';
import { formatBytes } from './format-bytes.ts';
import { visibleText } from './visible-text.ts';
import { withServerWords } from './with-server-words.ts';
import { withSizes } from './with-sizes.ts';

/** The button that helps, where one does. */
export type ErrorAction = 'retry' | 'sign-in' | 'choose-destination' | null;

export interface ErrorWords {
  /** What happened, without a full stop. */
  readonly title: string;
  /** What to do or what happens next: whole sentences. */
  readonly remedy: string;
  readonly action: ErrorAction;
}

type Words = (details: ErrorDetails) => ErrorWords;

const again = 'retry';

const wordsByCode: Readonly<Record<ErrorCode, Words>> = {
  'connection-refused': (details) => ({
    title: `${server(details)} refuses connections`,
    remedy: 'Check that it is running and that the port is right.',
    action: again,
  }),
  'connection-lost': () => ({ title: 'The connection was cut', remedy: 'Check the network, then retry.', action: again }),
  'host-not-found': (details) => ({
    title: `No server named ${named(details.host, 'that')}`,
    remedy: "Check the destination's address and the network.",
    action: 'choose-destination',
  }),
  'host-unreachable': (details) => ({
    title: `${server(details)} cannot be reached`,
    remedy: 'Check the network, a VPN or a firewall.',
    action: again,
  }),
  'timed-out': (details) => ({ title: `${server(details)} did not answer in time`, remedy: 'Retry in a while.', action: again }),
  stalled: () => ({ title: 'The data stopped flowing', remedy: 'Check the network, then retry.', action: again }),
  'server-error': (details) => ({
    title: `Server error${status(details)}`,
    remedy: withServerWords('Retry in a while.', details),
    action: again,
  }),
  'server-busy': (details) => ({ title: `Server busy${status(details)}`, remedy: 'Retry in a while.', action: again }),
  'too-many-requests': (details) => ({
    title: `The server asks to slow down${status(details)}`,
    remedy: 'Retry in a while.',
    action: again,
  }),
  'unexpected-answer': (details) => ({
    title: `An answer that makes no sense${status(details)}`,
    remedy: withServerWords('Check that the address is an upload address, then retry.', details),
    action: again,
  }),
  'upload-locked': () => ({
    title: 'The server still holds an earlier connection',
    remedy: 'Retry in half a minute.',
    action: again,
  }),
  offline: () => ({ title: 'No network', remedy: 'Connect this computer to the network, then retry.', action: again }),

  'sign-in-refused': (details) => ({
    title: `Sign-in refused${status(details)}`,
    remedy: withServerWords('Give the right one under Destinations, or as GANTRY_PASSWORD or GANTRY_TOKEN.', details),
    action: 'sign-in',
  }),
  'not-allowed': (details) => ({
    title: `No permission${status(details)}`,
    remedy: withServerWords("Check this account's rights at the destination, then retry.", details),
    action: again,
  }),
  'not-found': (details) => ({
    title: `The destination's address leads nowhere${status(details)}`,
    remedy: withServerWords("Check the destination's address.", details),
    action: 'choose-destination',
  }),
  'too-large': (details) => ({
    title:
      details.limitBytes === undefined
        ? `Too large for the destination${status(details)}`
        : `Larger than the ${formatBytes(details.limitBytes)} that fit`,
    remedy: 'Raise the limit on the server, or choose another destination.',
    action: 'choose-destination',
  }),
  'type-refused': (details) => ({
    title: `The destination does not take this type of file${status(details)}`,
    remedy: withServerWords('Choose another destination for it.', details),
    action: 'choose-destination',
  }),
  rejected: (details) => ({
    title: `The server refused the file${status(details)}`,
    remedy: withServerWords('Ask who runs the server, then retry.', details),
    action: again,
  }),
  'method-refused': (details) => ({
    title: `The server does not take uploads this way${status(details)}`,
    remedy: 'Check that the address and the kind of destination match.',
    action: 'choose-destination',
  }),
  'wrong-protocol': () => ({
    title: 'The server speaks another protocol',
    remedy: 'Check that the address and the kind of destination match.',
    action: 'choose-destination',
  }),
  'protocol-version': (details) => ({
    title: 'The server speaks another version of the protocol',
    remedy: withServerWords('The server has to offer tus 1.0.', details),
    action: 'choose-destination',
  }),
  'redirect-refused': (details) => ({
    title:
      details.reason === 'loop'
        ? 'The server sends uploads round in a circle'
        : `The server sends uploads elsewhere${details.host === undefined ? '' : `, to ${visibleText(details.host)}`}`,
    remedy: details.reason === 'loop' ? "Check the destination's address." : 'If you trust that address, add it as the destination.',
    action: 'choose-destination',
  }),
  'certificate-refused': (details) => ({
    title: `The certificate of ${named(details.host, 'the server')} is not valid`,
    remedy: "Check this computer's date and the server's certificate, then retry.",
    action: again,
  }),
  'clock-skew': () => ({ title: "This computer's clock is wrong", remedy: 'Set date and time, then retry.', action: again }),
  'destination-full': (details) => ({
    title: `The destination is full${status(details)}`,
    remedy: 'Make room there, then retry.',
    action: again,
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
  'session-lost': () => ({
    title: 'The server lost the part that had arrived',
    remedy: 'Retry: it starts from the beginning.',
    action: again,
  }),
  'size-mismatch': (details) => ({
    title: withSizes(details, 'The destination has another size'),
    remedy: 'Retry: the file is sent again.',
    action: again,
  }),
  'checksum-mismatch': () => ({
    title: 'What arrived differs from the file',
    remedy: 'Retry: the file is sent again. If it happens again, test disk and memory.',
    action: again,
  }),

  'source-missing': () => ({ title: 'The file is gone', remedy: 'Put it back where it was, then try again.', action: again }),
  'source-away': () => ({ title: 'The disk or folder of the file is gone', remedy: 'Bring it back, then try again.', action: again }),
  'source-disk-error': () => ({ title: 'The disk failed to read the file', remedy: 'Check it, then try again.', action: again }),
  'source-unreadable': () => ({ title: 'The file cannot be read', remedy: 'Allow reading it, then try again.', action: again }),
  'source-not-a-file': () => ({ title: 'Not a file', remedy: 'Devices, sockets and pipes cannot be uploaded.', action: null }),
  'source-changed': () => ({
    title: 'The file changed while it was sent',
    remedy: 'Retry when nothing writes to it.',
    action: again,
  }),
  'source-short': (details) => ({
    title: withSizes(details, 'The file ended too early'),
    remedy: 'Retry when nothing writes to it.',
    action: again,
  }),
  'source-locked': () => ({ title: 'Another program uses the file', remedy: 'Close it there, then try again.', action: again }),
  'path-too-long': () => ({
    title: 'The path is too long',
    remedy: 'Move it to a folder with a shorter path and add it again.',
    action: null,
  }),

  'nothing-given': () => ({ title: 'Nothing to add', remedy: 'Give at least one file or folder.', action: null }),
  filtered: (details) => ({ title: 'Left out by a filter', remedy: withReason('Change the filter to add it.', details), action: null }),
  duplicate: () => ({ title: 'Already in the queue', remedy: 'It is not sent twice.', action: null }),

  'queue-disk-full': () => ({ title: "This computer's disk is full", remedy: 'Make room on it: then it goes on by itself.', action: null }),
  'queue-unreadable': () => ({
    title: 'The list of uploads could not be read',
    remedy: 'It was set aside, and a new one begun. Add the files that are missing again.',
    action: null,
  }),
  'queue-unusable': (details) => ({
    title: 'The list of uploads cannot be used',
    remedy: `Nothing is sent without it. Check that ${named(details.path, 'its disk')} is there and may be read and written.`,
    action: null,
  }),
  'machine-exhausted': () => ({ title: 'Too much is open on this computer', remedy: 'Close some programs, then retry.', action: again }),
  'queue-newer': () => ({ title: 'The list of uploads was made by a newer Gantry', remedy: 'Update Gantry to open it.', action: null }),
  'queue-held': () => ({
    title: 'Another Gantry uses this list of uploads',
    remedy: 'Close it, or go on there.',
    action: null,
  }),
  'secret-missing': (details) => ({
    title: `No sign-in known for ${named(details.host, 'this destination')}`,
    remedy: withReason('Give it under Destinations in the window, or in the environment.', details),
    action: 'sign-in',
  }),
  'destination-invalid': (details) => ({
    title: 'Not a usable destination',
    remedy: withReason('Give an address such as tus+https://example.org/files/.', details),
    action: 'choose-destination',
  }),
  'destination-unknown': (details) => ({
    title: `No destination ${details.reason === undefined ? 'of that name' : `named ${visibleText(details.reason)}`}`,
    remedy: 'Choose one from the list, or add it.',
    action: 'choose-destination',
  }),
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
    action: again,
  }),
};

/** The words for an error: what happened, what to do, and which button helps. Nobody is shown anything else of it. */
export function errorWords(error: PlainError): ErrorWords {
  return wordsByCode[error.code](error.details);
}

function server(details: ErrorDetails): string {
  return details.host === undefined ? 'The server' : visibleText(details.host);
}

function named(name: string | undefined, otherwise: string): string {
  return name === undefined ? otherwise : visibleText(name);
}

function status(details: ErrorDetails): string {
  return details.httpStatus === undefined ? '' : ` (${details.httpStatus})`;
}

function withReason(remedy: string, details: ErrorDetails): string {
  return details.reason === undefined ? remedy : `${remedy} (${visibleText(details.reason)})`;
}
