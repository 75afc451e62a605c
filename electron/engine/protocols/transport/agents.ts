import type { Agent, AgentOptions } from 'node:http';
import type { Outbound, Route } from '../../ports.ts';
import { HttpAgent, HttpsAgent } from './node-http.ts';
import { ProxyAgent } from './proxy-agent.ts';
import { trustOf } from './trust-of.ts';
import { TunnelAgent } from './tunnel-agent.ts';

const none: readonly string[] = [];

export interface AgentsOptions {
  readonly isTls: boolean;
  readonly agentOptions: AgentOptions;
  readonly outbound: Outbound | null;
  /** Trusted besides the system's own; PEM. */
  readonly certificateAuthorities: readonly string[];
}

/** The pools of connections of one transport: one for each way that leads to its server. A way that is no longer gone keeps no idle connection. */
export class Agents {
  readonly #options: AgentsOptions;
  readonly #agents = new Map<string, Agent>();
  #last: { readonly own: readonly string[]; readonly route: Route; readonly agent: Agent } | null = null;

  constructor(options: AgentsOptions) {
    this.#options = options;
  }

  agentFor(route: Route): Agent {
    const own = this.#options.outbound?.certificateAuthorities() ?? none;
    const last = this.#last;
    // For nearly every request nothing is new, and this is asked for each.
    if (last !== null && last.own === own && isSameWay(last.route, route)) return last.agent;
    const agent = this.#find(route, [...this.#options.certificateAuthorities, ...own]);
    this.#last = { own, route, agent };
    return agent;
  }

  #find(route: Route, authorities: readonly string[]): Agent {
    const key = JSON.stringify([route, authorities]);
    const known = this.#agents.get(key);
    if (known !== undefined) return known;
    // Another way than before: what is idle on the old ones will not be used again.
    this.dropIdleConnections();
    const agent = this.#make(route, authorities);
    this.#agents.set(key, agent);
    return agent;
  }

  dropIdleConnections(): void {
    for (const agent of this.#agents.values())
      for (const sockets of Object.values(agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  }

  /** Ends every connection, those in use as well. */
  close(): void {
    for (const agent of this.#agents.values()) agent.destroy();
  }

  #make(route: Route, authorities: readonly string[]): Agent {
    const { isTls, agentOptions } = this.#options;
    const trust = trustOf(authorities);
    if (route.kind === 'direct') return isTls ? new HttpsAgent({ ...agentOptions, ...trust }) : new HttpAgent(agentOptions);
    return isTls ? new TunnelAgent({ ...agentOptions, ...trust }, route, trust) : new ProxyAgent(agentOptions, route, trust);
  }
}

function isSameWay(one: Route, other: Route): boolean {
  if (one.kind === 'direct' || other.kind === 'direct') return one.kind === other.kind;
  return one.url.href === other.url.href && one.authorization === other.authorization;
}
