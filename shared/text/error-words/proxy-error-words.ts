import { say } from '../../language/say.ts';
import type { PlainText } from '../../language/text.ts';
import { visibleText } from '../visible-text.ts';
import { withServerWords } from '../with-server-words.ts';
import { statusOf } from './status-of.ts';
import type { WordsByCode } from './words-by-code.ts';

const help: Readonly<Record<string, PlainText>> = {
  'no-sign-in':
    'It wants to know who asks: give user and password. In the settings under Network, or with “gantry settings set network.proxyUser” and GANTRY_PROXY_PASSWORD.',
  'sign-in': 'Check the user and the password for it. In the settings under Network, or in network.proxyUser and GANTRY_PROXY_PASSWORD.',
  scheme: 'Gantry does not speak its way to sign in. Only user and password in the clear way (Basic).',
  socks: 'Gantry speaks to http and https proxies, not to SOCKS. Choose another with “gantry settings”.',
  pac: 'A PAC file is only read by the window. Choose another proxy, or none, with “gantry settings set network.proxy”.',
};

/** Words for what stands between us and every server. */
export const proxyErrorWords = {
  'proxy-unreachable': (details) => ({
    title:
      details.host === undefined
        ? say('The proxy cannot be reached')
        : say('The proxy {host} cannot be reached', { host: visibleText(details.host) }),
    remedy: say('Check it with “gantry settings”. It is tried again by itself.'),
    action: 'retry',
  }),
  'proxy-refused': (details) => ({
    title:
      (details.host === undefined ? say('The proxy refuses') : say('The proxy {host} refuses', { host: visibleText(details.host) })) +
      statusOf(details),
    remedy: withServerWords(
      say(help[details.reason ?? ''] ?? 'It does not let this destination through. Ask who runs it, or reach it without the proxy.'),
      details,
    ),
    action: 'retry',
  }),
} satisfies WordsByCode;
