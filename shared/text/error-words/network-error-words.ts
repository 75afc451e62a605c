import { say } from '../../language/say.ts';
import { visibleText } from '../visible-text.ts';
import { withServerWords } from '../with-server-words.ts';
import { serverNamed } from './server-named.ts';
import { statusOf } from './status-of.ts';
import { unexpectedAnswerWords } from './unexpected-answer-words.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for what passes: the network, and a server that is busy, slow or broken. */
export const networkErrorWords = {
  'connection-refused': (details) => ({
    title: say('{server} refuses connections', { server: serverNamed(details) }),
    remedy: say('Check that it is running and that the port is right.'),
    action: 'retry',
  }),
  'connection-lost': () => ({ title: say('The connection was cut'), remedy: say('Check the network, then retry.'), action: 'retry' }),
  'host-not-found': (details) => ({
    title: details.host === undefined ? say('No server named that') : say('No server named {host}', { host: visibleText(details.host) }),
    remedy: say('Check the destination’s address and the network.'),
    action: 'choose-destination',
  }),
  'host-unreachable': (details) => ({
    title: say('{server} cannot be reached', { server: serverNamed(details) }),
    remedy: say('Check the network, a VPN or a firewall.'),
    action: 'retry',
  }),
  'timed-out': (details) => ({
    title: say('{server} did not answer in time', { server: serverNamed(details) }),
    remedy: say('Retry in a while.'),
    action: 'retry',
  }),
  stalled: () => ({ title: say('The data stopped flowing'), remedy: say('Check the network, then retry.'), action: 'retry' }),
  'server-error': (details) => ({
    title: say('Server error') + statusOf(details),
    remedy: withServerWords(say('Retry in a while.'), details),
    action: 'retry',
  }),
  'server-busy': (details) => ({ title: say('Server busy') + statusOf(details), remedy: say('Retry in a while.'), action: 'retry' }),
  'too-many-requests': (details) => ({
    title: say('The server asks to slow down') + statusOf(details),
    remedy: say('Retry in a while.'),
    action: 'retry',
  }),
  'unexpected-answer': unexpectedAnswerWords,
  'upload-locked': () => ({
    title: say('The server still holds an earlier connection'),
    remedy: say('Retry in half a minute.'),
    action: 'retry',
  }),
  offline: () => ({ title: say('No network'), remedy: say('Connect this computer to the network, then retry.'), action: 'retry' }),
} satisfies WordsByCode;
