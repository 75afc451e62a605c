import { BlockList, isIP } from 'node:net';

const usualPorts: Readonly<Record<string, string>> = { 'https:': '443', 'sftp:': '22' };

/**
 * Whether a host is reached without the proxy: `example.org` and `.example.org` mean it and all below it, `*.local` all below, `*` every host,
 * `10.0.0.0/8` an address in that network; `example.org:8443` only that port. IPv6 with or without brackets.
 */
export function isBypassed(url: URL, patterns: readonly string[]): boolean {
  const host = bare(url.hostname);
  const port = url.port === '' ? (usualPorts[url.protocol] ?? '80') : url.port;
  return patterns.some((pattern) => matches(pattern.trim().toLowerCase(), host, port));
}

function matches(pattern: string, host: string, port: string): boolean {
  if (pattern === '*') return true;
  const withPort = /^(\[.+\]|[^:]+):(\d+)$/.exec(pattern);
  if (withPort !== null) return withPort[2] === port && matches(withPort[1] ?? '', host, port);
  const name = bare(pattern);
  if (name.includes('/')) return isInNetwork(host, name);
  if (isIP(name) !== 0) return name === host;
  const suffix = name.replace(/^\*?\./, '');
  return suffix !== '' && ((suffix === host && !name.startsWith('*')) || host.endsWith(`.${suffix}`));
}

function isInNetwork(host: string, network: string): boolean {
  const [address = '', bits = ''] = network.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(host) !== family || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}

function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
