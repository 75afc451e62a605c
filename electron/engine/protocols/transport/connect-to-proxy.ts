import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { SecureContext } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import type { ProxyRoute } from '../../ports.ts';

/** What TLS connections trust, where it is not only the system's own. */
export interface Trust {
  readonly secureContext?: SecureContext;
}

/** A connection to the proxy itself, which is still being made. */
export function connectToProxy({ url }: ProxyRoute, trust: Trust): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  if (!isTls) return connect({ host, port });
  const isName = /[a-z]/i.test(host) && !host.includes(':');
  return connectTls({ host, port, ...trust, ...(isName ? { servername: host } : {}) });
}
