import type { Socket } from 'node:net';
import type { ProxyRoute } from '../../ports.ts';
import type { Trust } from './connect-to-proxy.ts';
import { connectToProxy } from './connect-to-proxy.ts';
import { httpRequest } from './node-http.ts';
import { proxyUnreachable } from './proxy-error.ts';
import { proxyRefusal } from './proxy-refusal.ts';
import { silence } from './silence.ts';

export interface TunnelOptions {
  readonly route: ProxyRoute;
  /** Of the proxy itself, where it is reached by https. */
  readonly trust: Trust;
  /** `host:port`. */
  readonly target: string;
  /** Whoever asked lets go of the socket's timeout then. */
  readonly onTunnel: (tunnel: Socket) => void;
  /** `error` is an `UploadError`. May be called more than once. */
  readonly onError: (error: Error, socket: Socket) => void;
}

/** A connection through which a proxy passes every byte on (RFC 9110 §9.3.6). Answers the socket at once, for whoever has to end it early. */
export function openTunnel({ route, trust, target, onTunnel, onError }: TunnelOptions): Socket {
  const socket = connectToProxy(route, trust);
  const onSilence = (): void => onError(proxyUnreachable(silence(), route), socket);
  socket.once('timeout', onSilence);
  const request = httpRequest({
    createConnection: () => socket,
    method: 'CONNECT',
    path: target,
    headers: { Host: target, ...(route.authorization === null ? {} : { 'Proxy-Authorization': route.authorization }) },
  });
  request.on('error', (error) => onError(proxyUnreachable(error, route), socket));
  request.on('connect', (response, tunnel: Socket, head) => {
    const refusal = proxyRefusal(response.statusCode ?? 0, response.headers['proxy-authenticate']?.toString() ?? '', target, route);
    if (refusal !== null) return onError(refusal, socket);
    socket.off('timeout', onSilence);
    if (head.byteLength > 0) tunnel.unshift(head);
    onTunnel(tunnel);
  });
  request.end();
  return socket;
}
