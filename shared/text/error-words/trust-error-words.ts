import { withServerWords } from '../with-server-words.ts';
import { hostKeyWords } from './host-key-words.ts';
import { nameOr } from './name-or.ts';
import { proxyErrorWords } from './proxy-error-words.ts';
import { refusedSecretWords } from './refused-secret-words.ts';
import { serverNamed } from './server-named.ts';
import { statusOf } from './status-of.ts';
import { triedWords } from './tried-words.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for who we are to the server, and who it is to us. */
export const trustErrorWords = {
  'sign-in-refused': (details) => ({
    title: `${refusedSecretWords(details.reason).what} refused${statusOf(details)}`,
    remedy: withServerWords(
      `${triedWords(details)}Give ${refusedSecretWords(details.reason).give}: under Destinations in the window, or in the environment.`,
      details,
    ),
    action: 'sign-in',
  }),
  'sign-in-expired': (details) => ({
    title: `${details.reason === 'link' ? 'The link' : 'The sign-in'} has expired${statusOf(details)}`,
    remedy:
      details.reason === 'link'
        ? 'Get a new link for it. What has arrived is kept.'
        : 'Give a new one, with its token (AWS_SESSION_TOKEN), under Destinations or in the environment. What has arrived is kept.',
    action: details.reason === 'link' ? 'choose-destination' : 'sign-in',
  }),
  'secret-missing': (details) => ({
    title:
      details.reason === 'ssh-key-file'
        ? `The key file ${nameOr(details.path, 'of this destination')} cannot be read`
        : `No sign-in known for ${nameOr(details.host, 'this destination')}`,
    remedy: `Give ${refusedSecretWords(details.reason).give}: under Destinations in the window, or in the environment.`,
    action: 'sign-in',
  }),
  'not-allowed': (details) => ({
    title: details.reason === 'bucket' ? `This account may not use the bucket${statusOf(details)}` : `No permission${statusOf(details)}`,
    remedy: withServerWords("Check this account's rights at the destination, then retry.", details),
    action: 'retry',
  }),
  ...proxyErrorWords,
  'certificate-refused': (details) => ({
    title: `The certificate of ${nameOr(details.host, 'the server')} is not valid`,
    remedy: "Check this computer's date and the server's certificate, then retry.",
    action: 'retry',
  }),
  'host-key-changed': (details) => ({
    title: `${serverNamed(details)} has another host key than before`,
    remedy:
      details.reason === 'revoked'
        ? `${hostKeyWords(details)}Nothing was sent.`
        : `${hostKeyWords(details)}It may be a server set up anew, or another that listens in: ask who runs it. If the new key is right, trust it. Nothing was sent.`,
    action: details.reason === 'revoked' ? 'retry' : 'trust',
  }),
  'clock-skew': () => ({ title: "This computer's clock is wrong", remedy: 'Set date and time, then retry.', action: 'retry' }),
} satisfies WordsByCode;
