import { plainAddressOf } from './plain-address.ts';

/** Whether a proxy may be named so: http or https, a host, and nothing after it; no user, no password. */
export function isProxyAddress(text: string): boolean {
  const url = plainAddressOf(text);
  return url !== null && url.pathname === '/' && url.search === '' && url.hash === '';
}
