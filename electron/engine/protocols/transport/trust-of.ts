import { createSecureContext, rootCertificates } from 'node:tls';
import type { Trust } from './connect-to-proxy.ts';

/** What is trusted with these besides the system's own (PEM). Made once for a pool: with so many authorities it takes milliseconds. */
export function trustOf(authorities: readonly string[]): Trust {
  if (authorities.length === 0) return {};
  // Before Node 22.15 there is only the list that comes with it; a name that a module lacks could not even be imported.
  const { getCACertificates } = process.getBuiltinModule('node:tls');
  const own = typeof getCACertificates === 'function' ? getCACertificates('default') : rootCertificates;
  return { secureContext: createSecureContext({ ca: [...own, ...authorities] }) };
}
