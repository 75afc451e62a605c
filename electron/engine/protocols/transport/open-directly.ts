import type { Buffer } from 'node:buffer';
import type { OnReadOpts, Socket } from 'node:net';
import { connect, isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import type { Trust } from './connect-to-proxy.ts';

/** TLS sockets take it too; the types do not know. */
type Options = ConnectionOptions & { readonly onread: OnReadOpts };

/**
 * Makes connections to the server itself: each call begins one. With https each takes up the TLS session of the one before (RFC 8446 §2.2), as Node's agent
 * does, until a connection fails.
 */
export function openDirectly(url: URL, trust: Trust): (onread: OnReadOpts) => Socket {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isTls = url.protocol === 'https:';
  const port = url.port === '' ? (isTls ? 443 : 80) : Number(url.port);
  if (!isTls) return (onread) => connect({ host, port, onread });
  // An address is no name to ask a server for (RFC 6066 §3).
  const servername = isIP(host) === 0 ? { servername: host } : {};
  let session: Buffer | null = null;
  return (onread) => {
    const options: Options = { host, port, onread, ...servername, ...trust, ...(session === null ? {} : { session }) };
    const socket = connectTls(options);
    socket.on('session', (ticket) => {
      session = ticket;
    });
    socket.on('error', () => {
      session = null;
    });
    return socket;
  };
}
