import { isBypassed } from './is-bypassed.ts';
import type { ProxyHop } from './proxy-list.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxy that the environment names for an address, as curl reads it: `https_proxy`, `http_proxy`, `all_proxy`, `no_proxy`, in small letters first. */
export function environmentProxies(environment: Environment, url: URL): readonly ProxyHop[] {
  const named = (name: string): string => environment[name] || environment[name.toUpperCase()] || '';
  if (
    isBypassed(
      url,
      named('no_proxy')
        .split(/[\s,]+/)
        .filter((host) => host !== ''),
    )
  )
    return [{ kind: 'direct' }];
  const own = named(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') || named('all_proxy');
  if (own === '') return [{ kind: 'direct' }];
  if (/^socks/i.test(own)) return [{ kind: 'socks' }];
  return [{ kind: 'proxy', url: /^https?:\/\//i.test(own) ? own : `http://${own}` }];
}
