import { UploadError } from '../../engine/errors/upload-error.ts';
import type { Outbound, Route } from '../../engine/ports.ts';
import type { KeptSettings } from '../../requests/kept-settings.ts';
import type { ProxyPassword } from '../settings/proxy-password.ts';
import { isBypassed } from './is-bypassed.ts';
import { isLoopback } from './is-loopback.ts';
import type { ProxyHop } from './proxy-list.ts';

export interface OutboundOptions {
  readonly settings: Pick<KeptSettings, 'current'>;
  readonly proxyPassword: Pick<ProxyPassword, 'read'>;
  /** The system's own choice, or a PAC file's. Throws `UploadError`. */
  findProxies(url: URL, mode: 'system' | 'pac'): Promise<readonly ProxyHop[]>;
}

const direct: Route = { kind: 'direct' };

/**
 * The way of each request as the settings say now. Of several proxies the first one that we speak to is taken. A server on this computer is always reached
 * directly but for a manual proxy, whose exceptions a person wrote down.
 */
export function createOutbound({ settings, proxyPassword, findProxies }: OutboundOptions): Outbound {
  return {
    certificateAuthorities: () => settings.current().network.certificateAuthorities,
    async routeTo(url) {
      const { proxy, proxyUrl, proxyUser, noProxy } = settings.current().network;
      switch (proxy) {
        case 'none':
          return direct;
        case 'manual':
          if (proxyUrl === null || isBypassed(url, noProxy)) return direct;
          return routeVia(proxyUrl, proxyUser, proxyPassword);
        case 'system':
        case 'pac': {
          // What a system or a network names is for http; many of those let nothing else through.
          if (isLoopback(url) || url.protocol === 'sftp:') return direct;
          const hops = await findProxies(url, proxy);
          const usable = hops.find((hop) => hop.kind !== 'socks');
          if (usable === undefined && hops.length > 0) throw new UploadError('proxy-refused', { details: { reason: 'socks' } });
          // The sign-in is for the proxy that a person wrote down, and for none that a network names.
          return usable?.kind === 'proxy' ? routeVia(usable.url, null, proxyPassword) : direct;
        }
      }
    },
  };
}

function routeVia(address: string, user: string | null, password: Pick<ProxyPassword, 'read'>): Route {
  if (!URL.canParse(address)) throw new UploadError('proxy-unreachable', { details: { reason: 'address' } });
  const url = new URL(address);
  // Only the environment may name a password in the address.
  const signIn =
    user === null ? (url.username === '' ? null : `${decoded(url.username)}:${decoded(url.password)}`) : `${user}:${password.read() ?? ''}`;
  url.username = '';
  url.password = '';
  return { kind: 'proxy', url, authorization: signIn === null ? null : `Basic ${Buffer.from(signIn).toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
