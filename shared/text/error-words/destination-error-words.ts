import { visibleText } from '../visible-text.ts';
import { withServerWords } from '../with-server-words.ts';
import { nameOr } from './name-or.ts';
import { statusOf } from './status-of.ts';
import { withReason } from './with-reason.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for a destination that cannot take files as it is given. */
export const destinationErrorWords = {
  'not-found': (details) => ({
    title: `The destination's address leads nowhere${statusOf(details)}`,
    remedy: withServerWords("Check the destination's address.", details),
    action: 'choose-destination',
  }),
  'bucket-missing': (details) => ({
    title: details.reason === undefined ? 'There is no such bucket' : `There is no bucket named ${visibleText(details.reason)}`,
    remedy: withServerWords("Make it there, or correct the destination's address.", details),
    action: 'choose-destination',
  }),
  // The reason is the region where it is, which servers tell.
  'region-wrong': (details) => ({
    title: details.reason === undefined ? 'The bucket is in another region' : `The bucket is in the region ${visibleText(details.reason)}`,
    remedy: `Write its region at the end of the destination's address: ?region=${nameOr(details.reason, 'eu-west-1')}.`,
    action: 'choose-destination',
  }),
  'method-refused': (details) => ({
    title: `The server does not take uploads this way${statusOf(details)}`,
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
    remedy: withServerWords(
      details.reason === 'no-common-algorithm' ? 'It is too old or too new for a safe connection.' : 'The server has to offer tus 1.0.',
      details,
    ),
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
  'destination-full': (details) => ({
    title:
      details.reason === 'takes-no-more'
        ? 'The destination takes no more data'
        : details.reason === 'quota'
          ? `The quota at the destination is used up${statusOf(details)}`
          : `The destination is full${statusOf(details)}`,
    remedy:
      details.reason === 'takes-no-more'
        ? 'Its disk has room, so a quota may be used up. Make room there or have the quota raised, then retry.'
        : details.reason === 'quota'
          ? 'Make room there or have the quota raised, then retry.'
          : 'Make room there, then retry.',
    action: 'retry',
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
} satisfies WordsByCode;
