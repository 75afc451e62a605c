import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { SecureContext } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import type { ProxyRoute } from '../../ports.ts';

/** What TLS connections trust, where it is not only the system's own. */
export interface Trust {
  readonly secureContext?: SecureContext;
}

/** A proxy that is silent for longer while a connection is made is given up; a server behind it may be far. */
const patienceMs = 60_000;

/** A connection to the proxy itself, which is still being made; `timeout` is told when nothing moves for a minute, until whoever asked takes that back. */
export function connectToProxy(route: ProxyRoute, trust: Trust): Socket {
  // As Node's own agents have it: the last piece of a body is not to wait for an acknowledgement.
  return socketTo(route, trust).setNoDelay(true).setTimeout(patienceMs);
}

function socketTo({ url }: ProxyRoute, trust: Trust): Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  if (!isTls) return connect({ host, port });
  const isName = /[a-z]/i.test(host) && !host.includes(':');
  return connectTls({ host, port, ...trust, ...(isName ? { servername: host } : {}) });
}
