import type { AgentOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ProxyRoute } from '../../ports.ts';
import type { Trust } from './connect-to-proxy.ts';
import { connectToProxy } from './connect-to-proxy.ts';
import { HttpAgent } from './node-http.ts';
import { proxyUnreachable } from './proxy-error.ts';
import { silence } from './silence.ts';

type Created = (error: Error | null, socket: Duplex) => void;

/** Connections to a proxy for requests that are not encrypted; those name the whole address of what they want. */
export class ProxyAgent extends HttpAgent {
  readonly #route: ProxyRoute;
  readonly #trust: Trust;

  constructor(options: AgentOptions, route: ProxyRoute, trust: Trust) {
    super(options);
    this.#route = route;
    this.#trust = trust;
  }

  override createConnection(_options: unknown, created?: Created): undefined {
    const socket = connectToProxy(this.#route, this.#trust);
    const isReady = this.#route.url.protocol === 'https:' ? 'secureConnect' : 'connect';
    const onError = (error: Error): void => {
      socket.off('timeout', onSilence);
      created?.(proxyUnreachable(error, this.#route), socket);
    };
    const onSilence = (): void => void socket.destroy(silence());
    socket.once('error', onError);
    socket.once('timeout', onSilence);
    socket.once(isReady, () => {
      socket.off('error', onError);
      socket.off('timeout', onSilence);
      socket.setTimeout(0);
      created?.(null, socket);
    });
    return undefined;
  }
}
