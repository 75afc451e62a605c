import { isIP } from 'node:net';

/** This computer itself, which no proxy of another one reaches. */
export function isLoopback({ hostname }: URL): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
