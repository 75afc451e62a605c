import { say } from '../../language/say.ts';
import { visibleText } from '../visible-text.ts';
import { withServerWords } from '../with-server-words.ts';
import { statusOf } from './status-of.ts';
import { withReason } from './with-reason.ts';
import type { WordsByCode } from './words-by-code.ts';

const none = 'There is no destination yet.';

/** Words for a destination that cannot take files as it is given. */
export const destinationErrorWords = {
  'not-found': (details) => ({
    title: say('The destination’s address leads nowhere') + statusOf(details),
    remedy: withServerWords(say('Check the destination’s address.'), details),
    action: 'choose-destination',
  }),
  'bucket-missing': (details) => ({
    title:
      details.reason === undefined
        ? say('There is no such bucket')
        : say('There is no bucket named {bucket}', { bucket: visibleText(details.reason) }),
    remedy: withServerWords(say('Make it there, or correct the destination’s address.'), details),
    action: 'choose-destination',
  }),
  // The reason is the region where it is, which servers tell.
  'region-wrong': (details) => ({
    title:
      details.reason === undefined
        ? say('The bucket is in another region')
        : say('The bucket is in the region {region}', { region: visibleText(details.reason) }),
    remedy: say('End the destination’s address with ?region={region}.', {
      region: visibleText(details.reason ?? 'eu-west-1'),
    }),
    action: 'choose-destination',
  }),
  'method-refused': (details) => ({
    title: say('The server does not take uploads this way') + statusOf(details),
    remedy: say('Check that the address and the kind of destination match.'),
    action: 'choose-destination',
  }),
  'wrong-protocol': () => ({
    title: say('The server speaks another protocol'),
    remedy: say('Check that the address and the kind of destination match.'),
    action: 'choose-destination',
  }),
  'protocol-version': (details) => ({
    title: say('The server speaks another version of the protocol'),
    remedy: withServerWords(
      details.reason === 'no-common-algorithm'
        ? say('It is too old or too new for a safe connection.')
        : say('The server has to offer tus 1.0.'),
      details,
    ),
    action: 'choose-destination',
  }),
  'redirect-refused': (details) => ({
    title:
      details.reason === 'loop'
        ? say('The server sends uploads round in a circle')
        : details.host === undefined
          ? say('The server sends uploads elsewhere')
          : say('The server sends uploads elsewhere, to {host}', { host: visibleText(details.host) }),
    remedy:
      details.reason === 'loop' ? say('Check the destination’s address.') : say('If you trust that address, add it as the destination.'),
    action: 'choose-destination',
  }),
  'destination-full': (details) => {
    const status = statusOf(details);
    switch (details.reason) {
      case 'takes-no-more':
        return {
          title: say('The destination takes no more data'),
          remedy: say('Its disk has room, so a quota may be used up. Make room there or have the quota raised, then retry.'),
          action: 'retry',
        };
      case 'quota':
        return {
          title: say('The quota at the destination is used up') + status,
          remedy: say('Make room there or have the quota raised, then retry.'),
          action: 'retry',
        };
      default:
        return { title: say('The destination is full') + status, remedy: say('Make room there, then retry.'), action: 'retry' };
    }
  },
  'destination-invalid': (details) => ({
    title: say('Not a usable destination'),
    remedy: withReason(say('Give an address such as tus+https://example.org/files/.'), details),
    action: 'choose-destination',
  }),
  'destination-unknown': (details) => {
    const words = { remedy: say('Choose one from the list, or add it.'), action: 'choose-destination' } as const;
    // Mostly the reason is the name that was asked for.
    if (details.reason === undefined) return { ...words, title: say('No destination of that name') };
    if (details.reason === none) return { ...words, title: say(none).replace(/\.$/, '') };
    if (details.reasonTexts === undefined)
      return { ...words, title: say('No destination named {name}', { name: visibleText(details.reason) }) };
    return { ...words, title: say('No destination of that name'), remedy: withReason(words.remedy, details) };
  },
} satisfies WordsByCode;
