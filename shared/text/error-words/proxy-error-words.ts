import { withServerWords } from '../with-server-words.ts';
import { nameOr } from './name-or.ts';
import { statusOf } from './status-of.ts';
import type { WordsByCode } from './words-by-code.ts';

const help: Readonly<Record<string, string>> = {
  'no-sign-in':
    'It wants to know who asks: give the user with “gantry settings set network.proxyUser”, and the password in GANTRY_PROXY_PASSWORD.',
  'sign-in': 'Check network.proxyUser in “gantry settings”, and GANTRY_PROXY_PASSWORD.',
  scheme: 'It wants a way to sign in that Gantry does not speak: only user and password in the clear way (Basic).',
  socks: 'Gantry speaks to http and https proxies, not to SOCKS. Choose another with “gantry settings”.',
  pac: 'A PAC file is only read by the window. Choose another proxy, or none, with “gantry settings set network.proxy”.',
};

/** Words for what stands between us and every server. */
export const proxyErrorWords = {
  'proxy-unreachable': (details) => ({
    title: `The proxy ${nameOr(details.host, '')} cannot be reached`.replace('  ', ' '),
    remedy: 'Check it with “gantry settings”. It is tried again by itself.',
    action: 'retry',
  }),
  'proxy-refused': (details) => ({
    title: `The proxy ${nameOr(details.host, '')} refuses${statusOf(details)}`.replace('  ', ' '),
    remedy: withServerWords(
      help[details.reason ?? ''] ?? 'It does not let this destination through. Ask who runs it, or reach it without the proxy.',
      details,
    ),
    action: 'retry',
  }),
} satisfies WordsByCode;
