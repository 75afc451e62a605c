import { describe, expect, it, test } from 'vitest';
import { createOutbound } from '../../electron/host/outbound/create-outbound.ts';
import { environmentProxies } from '../../electron/host/outbound/environment-proxies.ts';
import { isBypassed } from '../../electron/host/outbound/is-bypassed.ts';
import { proxyListOf } from '../../electron/host/outbound/proxy-list.ts';
import type { NetworkSettings } from '../../shared/settings.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';

test.each([
  ['example.org', 'https://example.org/', true],
  ['example.org', 'https://files.example.org/', true],
  ['.example.org', 'https://files.example.org/', true],
  ['*.example.org', 'https://files.example.org/', true],
  ['*.example.org', 'https://example.org/', false],
  ['example.org', 'https://notexample.org/', false],
  ['EXAMPLE.org', 'https://Example.ORG./', true],
  ['10.0.0.0/8', 'http://10.20.30.40/', true],
  ['10.0.0.0/8', 'http://11.20.30.40/', false],
  ['10.0.0.0/8', 'http://10.example/', false],
  ['10.0.0.0/99', 'http://10.20.30.40/', false],
  ['fd00::/8', 'http://[fd12::1]/', true],
  ['::1', 'http://[::1]:8080/', true],
  ['[::1]', 'http://[::1]/', true],
  ['127.0.0.1', 'http://127.0.0.1:99/', true],
  ['example.org:8443', 'https://example.org:8443/', true],
  ['example.org:8443', 'https://example.org/', false],
  ['example.org:443', 'https://example.org/', true],
  ['example.org:22', 'sftp://example.org/folder', true],
  ['example.org:22', 'sftp://example.org:2222/', false],
  ['*', 'https://anything/', true],
  ['', 'https://anything/', false],
])('no proxy for %s: %s %s', (pattern, url, expected) => {
  expect(isBypassed(new URL(url), ['nothing.example', pattern])).toBe(expected);
});

test('the answer of a PAC file is read in its order', () => {
  expect(proxyListOf('PROXY a:3128; HTTPS b ;SOCKS5 c:1080; direct;  ; FTP x')).toEqual([
    { kind: 'proxy', url: 'http://a:3128' },
    { kind: 'proxy', url: 'https://b' },
    { kind: 'socks' },
    { kind: 'direct' },
  ]);
});

test.each<[Readonly<Record<string, string>>, string, string]>([
  [{}, 'https://h/', 'direct'],
  [{ HTTPS_PROXY: 'http://p:1', http_proxy: 'http://q:1' }, 'https://h/', 'http://p:1'],
  [{ HTTPS_PROXY: 'http://p:1', http_proxy: 'q:1' }, 'http://h/', 'http://q:1'],
  [{ https_proxy: 'http://small:1', HTTPS_PROXY: 'http://p:1' }, 'https://h/', 'http://small:1'],
  [{ ALL_PROXY: 'https://p:1' }, 'http://h/', 'https://p:1'],
  [{ ALL_PROXY: 'socks5h://p:1' }, 'http://h/', 'socks'],
  [{ ALL_PROXY: 'http://p:1', NO_PROXY: 'a, h' }, 'http://h/', 'direct'],
])('the environment %j leads to %s by %s', (environment, url, expected) => {
  const [hop] = environmentProxies(environment, new URL(url));
  expect(hop?.kind === 'proxy' ? hop.url : hop?.kind).toBe(expected);
});

describe('createOutbound', () => {
  const route = (network: Partial<NetworkSettings>, url = 'https://far.example/', answer = 'DIRECT') =>
    createOutbound({
      settings: fakeSettings({ network }),
      proxyPassword: { read: () => 'word' },
      findProxies: async () => proxyListOf(answer),
    }).routeTo(new URL(url));
  const shown = async (...args: Parameters<typeof route>) => {
    const found = await route(...args);
    return found.kind === 'direct' ? 'direct' : [found.url.href, found.authorization];
  };
  const manual = { proxy: 'manual', proxyUrl: 'http://p.example:3128' } as const;

  it('goes the way that the settings say', async () => {
    expect(await shown({ proxy: 'none' }, 'https://far.example/', 'PROXY a:1')).toBe('direct');
    expect(await shown(manual)).toEqual(['http://p.example:3128/', null]);
    expect(await shown({ ...manual, noProxy: ['example'] })).toBe('direct');
    expect(await shown({ proxy: 'system' }, 'https://far.example/', 'SOCKS s:1; PROXY a:1; DIRECT')).toEqual(['http://a:1/', null]);
    expect(await shown({ proxy: 'system' }, 'http://127.0.0.1:5/', 'PROXY a:1')).toBe('direct');
    expect(await shown({ proxy: 'system' }, 'http://[::1]:5/', 'PROXY a:1')).toBe('direct');
  });

  it('signs in with the user of the settings and the password of the keychain, or as the environment says', async () => {
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(await shown({ ...manual, proxyUser: 'ada' })).toEqual(['http://p.example:3128/', basic('ada:word')]);
    const environment = 'PROXY eve:p%40ss@a:1';
    expect(await shown({ proxy: 'system' }, 'https://far.example/', environment)).toEqual(['http://a:1/', basic('eve:p@ss')]);
    // A network that names a proxy is not handed the password for another one.
    expect(await shown({ proxy: 'system', proxyUser: 'ada' }, 'https://far.example/', 'PROXY b:1')).toEqual(['http://b:1/', null]);
    expect(await shown({ proxy: 'pac', proxyUser: 'ada' }, 'https://far.example/', 'PROXY b:1')).toEqual(['http://b:1/', null]);
  });

  it('sends SFTP through the proxy that a person named, and through none that a system or a network names', async () => {
    expect(await shown(manual, 'sftp://far.example/')).toEqual(['http://p.example:3128/', null]);
    expect(await shown({ ...manual, noProxy: ['far.example'] }, 'sftp://far.example:22/')).toBe('direct');
    for (const proxy of ['system', 'pac'] as const) expect(await shown({ proxy }, 'sftp://far.example/', 'PROXY a:1')).toBe('direct');
  });

  it('goes no other way than the one that was chosen', async () => {
    await expect(route({ proxy: 'system' }, 'https://far.example/', 'SOCKS s:1')).rejects.toMatchObject({
      code: 'proxy-refused',
      details: { reason: 'socks' },
    });
  });
});
