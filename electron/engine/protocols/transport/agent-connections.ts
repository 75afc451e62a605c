import type { Agent } from 'node:http';
import type { Socket } from 'node:net';

/** The connections that an agent of Node's has. */
export class AgentConnections {
  readonly #agent: Agent;

  constructor(agent: Agent) {
    this.#agent = agent;
  }

  /** How many there are, idle or not. */
  get count(): number {
    return live(this.#agent.sockets).length + this.#idle().length;
  }

  get hasIdle(): boolean {
    return this.#idle().length > 0;
  }

  /** Ends the idle one that was not used for longest. */
  dropOldestIdle(): void {
    this.#idle()[0]?.destroy();
  }

  dropIdle(): void {
    for (const socket of this.#idle()) socket.destroy();
  }

  #idle(): readonly Socket[] {
    return live(this.#agent.freeSockets);
  }
}

/** One that was destroyed is still listed until it tells so. */
function live(sockets: NodeJS.ReadOnlyDict<Socket[]>): readonly Socket[] {
  return Object.values(sockets).flatMap((some) => (some ?? []).filter((socket) => !socket.destroyed));
}
