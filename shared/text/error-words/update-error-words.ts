import type { ErrorDetails } from '../../error-codes.ts';
import { nameOr } from './name-or.ts';
import type { WordsByCode } from './words-by-code.ts';

const goesOn = 'This Gantry goes on as it is.';

const byReason: Readonly<Record<string, (details: ErrorDetails) => readonly [title: string, remedy: string]>> = {
  unreachable: ({ host }) => [`No update can be looked for: ${nameOr(host, 'the server')} is not reached`, 'It is tried again by itself.'],
  certificate: ({ host }) => [
    `No update can be looked for: ${nameOr(host, 'the server')} is not who it says`,
    'Its certificate is not trusted here. If your network looks into connections, trust its authority with “gantry settings add-ca”.',
  ],
  missing: () => ['There are no updates where this Gantry looks for them', `Perhaps none was published for this channel yet. ${goesOn}`],
  feed: () => ['What the server says of updates makes no sense', `Nothing was taken from it. ${goesOn}`],
  plain: () => ['The place for updates is not protected', `Its address does not begin with https. ${goesOn}`],
  damaged: () => ['The update is not what was announced', `It was thrown away: its checksum is another one. ${goesOn}`],
  signature: () => ['The update is not signed by who makes Gantry', `It was thrown away. ${goesOn}`],
  'disk-full': () => ["There is no room for the update on this computer's disk", `Make room on it. ${goesOn}`],
  'not-writable': () => ['The update cannot be written to this disk', `Check the rights of your cache folder. ${goesOn}`],
  refused: () => [
    'The update was not installed: the system said no',
    'Nobody gave the password, or you may not install. The queue goes on.',
  ],
  'not-installed': () => ['The update was not installed', 'The queue goes on with the Gantry that was there. Install the new one by hand.'],
};

/** Words for what became of an update. */
export const updateErrorWords = {
  'update-failed': (details) => {
    const words = byReason[details.reason ?? '']?.(details);
    const [title, remedy] = words ?? ['The server with the updates does not answer as it should', 'It is tried again by itself.'];
    return { title, remedy, action: null };
  },
} satisfies WordsByCode;
