import type { AgentOptions } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ConnectionOptions } from 'node:tls';
import { connect as connectTls } from 'node:tls';
import type { ProxyRoute } from '../../ports.ts';
import type { Trust } from './connect-to-proxy.ts';
import { HttpsAgent } from './node-http.ts';
import { openTunnel } from './open-tunnel.ts';
import { silence } from './silence.ts';

type Created = (error: Error | null, socket: Duplex) => void;

/** Encrypted connections to a server through a tunnel that a proxy makes (RFC 9110 §9.3.6): the proxy sees the server's name and no byte of what is said. */
export class TunnelAgent extends HttpsAgent {
  readonly #route: ProxyRoute;
  readonly #trust: Trust;

  constructor(options: AgentOptions, route: ProxyRoute, trust: Trust) {
    super(options);
    this.#route = route;
    this.#trust = trust;
  }

  override createConnection(options: ConnectionOptions, created?: Created): undefined {
    const host = options.host ?? '';
    const target = `${host.includes(':') ? `[${host}]` : host}:${options.port ?? 443}`;
    let isSettled = false;
    const settle = (error: Error | null, socket: Duplex): void => {
      if (isSettled) return;
      isSettled = true;
      if (error !== null) socket.destroy();
      created?.(error, socket);
    };
    const onTunnel = (tunnel: Socket): void => {
      // The path of the request is none of the connection.
      const { path: _path, ...rest } = options;
      const secure = connectTls({ ...rest, socket: tunnel });
      const onError = (error: Error): void => settle(error, secure);
      // Behind the tunnel it is the server that is silent.
      const onSilence = (): void => settle(silence(), secure);
      secure.once('error', onError);
      tunnel.once('timeout', onSilence);
      secure.once('secureConnect', () => {
        secure.off('error', onError);
        tunnel.off('timeout', onSilence);
        tunnel.setTimeout(0);
        secure.setNoDelay(true);
        settle(null, secure);
      });
    };
    openTunnel({ route: this.#route, trust: this.#trust, target, onTunnel, onError: settle });
    return undefined;
  }
}
