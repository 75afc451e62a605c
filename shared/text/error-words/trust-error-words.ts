import type { ErrorDetails } from '../../error-codes.ts';
import { say } from '../../language/say.ts';
import { visibleText } from '../visible-text.ts';
import { withServerWords } from '../with-server-words.ts';
import { hostKeyWords } from './host-key-words.ts';
import { proxyErrorWords } from './proxy-error-words.ts';
import { refusedSecretWords } from './refused-secret-words.ts';
import { serverNamed } from './server-named.ts';
import { statusOf } from './status-of.ts';
import { triedWords } from './tried-words.ts';
import type { WordsByCode } from './words-by-code.ts';

/** Words for who we are to the server, and who it is to us. */
export const trustErrorWords = {
  'sign-in-refused': (details) => ({
    title: say(refusedSecretWords(details.reason).refused) + statusOf(details),
    remedy: withServerWords(triedWords(details) + say(refusedSecretWords(details.reason).give), details),
    action: 'sign-in',
  }),
  'sign-in-expired': (details) => ({
    title: (details.reason === 'link' ? say('The link has expired') : say('The sign-in has expired')) + statusOf(details),
    remedy:
      details.reason === 'link'
        ? say('Get a new link for it. What has arrived is kept.')
        : say(
            'Give a new one, with its token. In the window under Destinations, or in the environment as AWS_SESSION_TOKEN. What has arrived is kept.',
          ),
    action: details.reason === 'link' ? 'choose-destination' : 'sign-in',
  }),
  'secret-missing': (details) => ({
    title: missingSecretTitle(details),
    remedy: say(refusedSecretWords(details.reason).give),
    action: 'sign-in',
  }),
  'not-allowed': (details) => ({
    title: (details.reason === 'bucket' ? say('This account may not use the bucket') : say('No permission')) + statusOf(details),
    remedy: withServerWords(say('Check this account’s rights at the destination, then retry.'), details),
    action: 'retry',
  }),
  ...proxyErrorWords,
  'certificate-refused': (details) => ({
    title:
      details.host === undefined
        ? say('The certificate of the server is not valid')
        : say('The certificate of {host} is not valid', { host: visibleText(details.host) }),
    remedy: say('Check this computer’s date. If it is right, check the server’s certificate with whoever runs it, then retry.'),
    action: 'retry',
  }),
  'host-key-changed': (details) => ({
    title: say('{server} has another host key than before', { server: serverNamed(details) }),
    remedy:
      details.reason === 'revoked'
        ? hostKeyWords(details) + say('Nothing was sent.')
        : hostKeyWords(details) +
          say(
            'Ask who runs the server. It may have been set up anew, or another one listens in. If the new key is right, trust it. Nothing was sent.',
          ),
    action: details.reason === 'revoked' ? 'retry' : 'trust',
  }),
  'clock-skew': () => ({ title: say('This computer’s clock is wrong'), remedy: say('Set date and time, then retry.'), action: 'retry' }),
} satisfies WordsByCode;

function missingSecretTitle({ reason, path, profile, host }: ErrorDetails): string {
  if (reason === 'ssh-key-file') {
    return path === undefined
      ? say('The key file of this destination cannot be read')
      : say('The key file {path} cannot be read', { path: visibleText(path) });
  }
  if (profile !== undefined) return say('No sign-in known for the AWS profile {profile}', { profile: visibleText(profile) });
  return host === undefined
    ? say('No sign-in known for this destination')
    : say('No sign-in known for {host}', { host: visibleText(host) });
}
