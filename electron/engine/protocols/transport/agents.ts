import type { Agent, AgentOptions } from 'node:http';
import type { Outbound, Route } from '../../ports.ts';
import type { ConnectionPoolOptions } from './brief/connection-pool.ts';
import { ConnectionPool } from './brief/connection-pool.ts';
import type { Trust } from './connect-to-proxy.ts';
import { HttpAgent, HttpsAgent } from './node-http.ts';
import { openDirectly } from './open-directly.ts';
import { ProxyAgent } from './proxy-agent.ts';
import { trustOf } from './trust-of.ts';
import { TunnelAgent } from './tunnel-agent.ts';
import { Way } from './way.ts';

const none: readonly string[] = [];

export interface AgentsOptions {
  readonly isTls: boolean;
  readonly agentOptions: AgentOptions;
  /** Left out where every request goes out by Node's client. */
  readonly pool?: Pick<ConnectionPoolOptions, 'most' | 'idleLimitMs'> & { readonly url: URL };
  readonly outbound: Outbound | null;
  /** Trusted besides the system's own; PEM. */
  readonly certificateAuthorities: readonly string[];
}

/** The pools of connections of one transport, for each way that leads to its server. A way that is no longer gone keeps no idle connection. */
export class Agents {
  readonly #options: AgentsOptions;
  readonly #ways = new Map<string, Way>();
  #last: { readonly own: readonly string[]; readonly route: Route; readonly way: Way } | null = null;

  constructor(options: AgentsOptions) {
    this.#options = options;
  }

  agentFor(route: Route): Agent {
    return this.wayOf(route).agent;
  }

  wayOf(route: Route): Way {
    const own = this.#options.outbound?.certificateAuthorities() ?? none;
    const last = this.#last;
    // For nearly every request nothing is new, and this is asked for each.
    if (last !== null && last.own === own && isSameWay(last.route, route)) return last.way;
    const way = this.#find(route, [...this.#options.certificateAuthorities, ...own]);
    this.#last = { own, route, way };
    return way;
  }

  #find(route: Route, authorities: readonly string[]): Way {
    const key = JSON.stringify([route, authorities]);
    const known = this.#ways.get(key);
    if (known !== undefined) return known;
    // Another way than before: what is idle on the old ones will not be used again.
    this.dropIdleConnections();
    const way = this.#make(route, trustOf(authorities));
    this.#ways.set(key, way);
    return way;
  }

  dropIdleConnections(): void {
    for (const way of this.#ways.values()) way.dropIdle();
  }

  /** Ends every connection, those in use as well. */
  close(): void {
    for (const way of this.#ways.values()) way.close();
  }

  #make(route: Route, trust: Trust): Way {
    const { pool } = this.#options;
    const agent = this.#agentOf(route, trust);
    if (route.kind !== 'direct' || pool === undefined) return new Way(agent, null);
    return new Way(agent, new ConnectionPool({ ...pool, open: openDirectly(pool.url, trust) }));
  }

  #agentOf(route: Route, trust: Trust): Agent {
    const { isTls, agentOptions } = this.#options;
    if (route.kind === 'direct') return isTls ? new HttpsAgent({ ...agentOptions, ...trust }) : new HttpAgent(agentOptions);
    return isTls ? new TunnelAgent({ ...agentOptions, ...trust }, route, trust) : new ProxyAgent(agentOptions, route, trust);
  }
}

function isSameWay(one: Route, other: Route): boolean {
  if (one.kind === 'direct' || other.kind === 'direct') return one.kind === other.kind;
  return one.url.href === other.url.href && one.authorization === other.authorization;
}
