import { createHash } from 'node:crypto';
import type { Agent, AgentOptions } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import { createSecureContext, rootCertificates } from 'node:tls';
import type { Outbound, Route } from '../../ports.ts';
import { HttpAgent, HttpsAgent } from './node-http.ts';
import { ProxyAgent } from './proxy-agent.ts';
import { TunnelAgent } from './tunnel-agent.ts';

export interface AgentsOptions {
  readonly isTls: boolean;
  readonly agentOptions: AgentOptions;
  readonly outbound: Outbound | null;
  /** Trusted besides the system's own; PEM. */
  readonly certificateAuthorities: readonly string[];
}

/** Whom a connection trusts besides the system's own, and what that is called in a pool's name. */
interface Trust {
  /** The very list that was given; another one may say the same. */
  readonly given: readonly string[];
  readonly authorities: readonly string[];
  readonly key: string;
}

const nobody: readonly string[] = [];

/** The pools of connections of one transport: one for each way that leads to its server. A way that is no longer gone keeps no idle connection. */
export class Agents {
  readonly #options: AgentsOptions;
  readonly #agents = new Map<string, Agent>();
  /** Of the last request: to go through hundreds of authorities for each would take its time. */
  #trust: Trust;

  constructor(options: AgentsOptions) {
    this.#options = options;
    this.#trust = trustOf(options, nobody);
  }

  agentFor(route: Route): Agent {
    const { authorities, key: trustKey } = this.#trustNow();
    const key = `${JSON.stringify(route)} ${trustKey}`;
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

  #trustNow(): Trust {
    const given = this.#options.outbound?.certificateAuthorities() ?? nobody;
    if (given !== this.#trust.given) this.#trust = trustOf(this.#options, given);
    return this.#trust;
  }

  #make(route: Route, authorities: readonly string[]): Agent {
    const { isTls, agentOptions } = this.#options;
    const trust = authorities.length === 0 ? {} : { secureContext: createSecureContext(trusting(authorities)) };
    if (route.kind === 'direct') return isTls ? new HttpsAgent({ ...agentOptions, ...trust }) : new HttpAgent(agentOptions);
    return isTls ? new TunnelAgent({ ...agentOptions, ...trust }, route, trust) : new ProxyAgent(agentOptions, route, trust);
  }
}

function trustOf({ certificateAuthorities }: AgentsOptions, given: readonly string[]): Trust {
  const authorities = [...certificateAuthorities, ...given];
  return { given, authorities, key: createHash('sha256').update(JSON.stringify(authorities)).digest('base64') };
}

/** Made once for a pool: with so many authorities it takes milliseconds. */
function trusting(authorities: readonly string[]): SecureContextOptions {
  // Before Node 22.15 there is only the list that comes with it; a name that a module lacks could not even be imported.
  const { getCACertificates } = process.getBuiltinModule('node:tls');
  const own = typeof getCACertificates === 'function' ? getCACertificates('default') : rootCertificates;
  return { ca: [...own, ...authorities] };
}
