/** One way that a PAC file names. */
export type ProxyHop = { readonly kind: 'direct' } | { readonly kind: 'proxy'; readonly url: string } | { readonly kind: 'socks' };

/** What the answer of a PAC file means, in its order: `PROXY a:3128; HTTPS b:443; DIRECT`. What is no way is left out. */
export function proxyListOf(answer: string): readonly ProxyHop[] {
  return answer.split(';').flatMap((part): readonly ProxyHop[] => {
    const [kind = '', host = ''] = part.trim().split(/\s+/);
    switch (kind.toUpperCase()) {
      case 'DIRECT':
        return [{ kind: 'direct' }];
      case 'PROXY':
      case 'HTTP':
        return host === '' ? [] : [{ kind: 'proxy', url: `http://${host}` }];
      case 'HTTPS':
        return host === '' ? [] : [{ kind: 'proxy', url: `https://${host}` }];
      case 'SOCKS':
      case 'SOCKS4':
      case 'SOCKS5':
        return [{ kind: 'socks' }];
      default:
        return [];
    }
  });
}
