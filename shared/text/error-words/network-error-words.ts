import { withServerWords } from '../with-server-words.ts';
import { nameOr } from './name-or.ts';
import { serverNamed } from './server-named.ts';
import { statusOf } from './status-of.ts';
import { unexpectedAnswerWords } from './unexpected-answer-words.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for what passes: the network, and a server that is busy, slow or broken. */
export const networkErrorWords = {
  'connection-refused': (details) => ({
    title: `${serverNamed(details)} refuses connections`,
    remedy: 'Check that it is running and that the port is right.',
    action: 'retry',
  }),
  'connection-lost': () => ({ title: 'The connection was cut', remedy: 'Check the network, then retry.', action: 'retry' }),
  'host-not-found': (details) => ({
    title: `No server named ${nameOr(details.host, 'that')}`,
    remedy: "Check the destination's address and the network.",
    action: 'choose-destination',
  }),
  'host-unreachable': (details) => ({
    title: `${serverNamed(details)} cannot be reached`,
    remedy: 'Check the network, a VPN or a firewall.',
    action: 'retry',
  }),
  'timed-out': (details) => ({ title: `${serverNamed(details)} did not answer in time`, remedy: 'Retry in a while.', action: 'retry' }),
  stalled: () => ({ title: 'The data stopped flowing', remedy: 'Check the network, then retry.', action: 'retry' }),
  'server-error': (details) => ({
    title: `Server error${statusOf(details)}`,
    remedy: withServerWords('Retry in a while.', details),
    action: 'retry',
  }),
  'server-busy': (details) => ({ title: `Server busy${statusOf(details)}`, remedy: 'Retry in a while.', action: 'retry' }),
  'too-many-requests': (details) => ({
    title: `The server asks to slow down${statusOf(details)}`,
    remedy: 'Retry in a while.',
    action: 'retry',
  }),
  'unexpected-answer': unexpectedAnswerWords,
  'upload-locked': () => ({
    title: 'The server still holds an earlier connection',
    remedy: 'Retry in half a minute.',
    action: 'retry',
  }),
  offline: () => ({ title: 'No network', remedy: 'Connect this computer to the network, then retry.', action: 'retry' }),
} satisfies WordsByCode;
