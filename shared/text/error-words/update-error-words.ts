import type { ErrorDetails } from '../../error-codes.ts';
import { say } from '../../language/say.ts';
import type { PlainText } from '../../language/text.ts';
import { nameOr } from './name-or.ts';
import type { WordsByCode } from './words-by-code.ts';

const byReason: Readonly<Record<string, (details: ErrorDetails) => readonly [title: string, remedy: string]>> = {
  unreachable: ({ host }) => [
    say('No update can be looked for: {server} is not reached', { server: nameOr(host, say('the server')) }),
    say('It is tried again by itself.'),
  ],
  certificate: ({ host }) => [
    say('No update can be looked for: {server} is not who it says', { server: nameOr(host, say('the server')) }),
    say('Its certificate is not trusted here. If your network looks into connections, trust its authority with “gantry settings add-ca”.'),
  ],
  missing: () => [
    say('There are no updates where this Gantry looks for them'),
    andGoesOn('Perhaps none was published for this channel yet.'),
  ],
  feed: () => [say('What the server says of updates makes no sense'), andGoesOn('Nothing was taken from it.')],
  plain: () => [say('The place for updates is not protected'), andGoesOn('Its address does not begin with https.')],
  damaged: () => [say('The update is not what was announced'), andGoesOn('It was thrown away: its checksum is another one.')],
  signature: () => [say('The update is not signed by who makes Gantry'), andGoesOn('It was thrown away.')],
  'disk-full': () => [say('There is no room for the update on this computer’s disk'), andGoesOn('Make room on it.')],
  'not-writable': () => [say('The update cannot be written to this disk'), andGoesOn('Check the rights of your cache folder.')],
  refused: () => [
    say('The update was not installed: the system said no'),
    say('Nobody gave the password, or you may not install. The queue goes on.'),
  ],
  'not-installed': () => [
    say('The update was not installed'),
    say('The queue goes on with the Gantry that was there. Install the new one by hand.'),
  ],
};

function andGoesOn(remedy: PlainText): string {
  return `${say(remedy)} ${say('This Gantry goes on as it is.')}`;
}

/** Words for what became of an update. */
export const updateErrorWords = {
  'update-failed': (details) => {
    const words = byReason[details.reason ?? '']?.(details);
    const [title, remedy] = words ?? [say('The server with the updates does not answer as it should'), say('It is tried again by itself.')];
    return { title, remedy, action: null };
  },
} satisfies WordsByCode;
