import type { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionPool } from './brief/connection-pool.ts';

/**
 * The connections of one way to the server: those of Node's client, and those for requests that go out in one write. A new one is made only where neither
 * has an idle one, or in the place of one, so that a server never sees more of them than if all requests shared one pool.
 */
export class Way {
  readonly agent: Agent;
  readonly #pool: ConnectionPool | null;

  /** `pool`: null where somebody stands between us and the server, or all goes by Node's client. */
  constructor(agent: Agent, pool: ConnectionPool | null) {
    this.agent = agent;
    this.#pool = pool;
  }

  /** Where a request that goes out in one write gets its connection; null: it goes by Node's client as well. */
  poolForBrief(): ConnectionPool | null {
    const pool = this.#pool;
    return pool === null || pool.hasIdle || this.#idle().length === 0 ? pool : null;
  }

  /** Before a request by Node's client. */
  makeRoom(): void {
    if (this.#pool?.hasIdle === true && this.#idle().length === 0) this.#pool.dropOldestIdle();
  }

  dropIdle(): void {
    this.#pool?.dropIdle();
    for (const socket of this.#idle()) socket.destroy();
  }

  /** Ends every connection, those in use as well. */
  close(): void {
    this.#pool?.close();
    this.agent.destroy();
  }

  /** Of Node's client. One that was destroyed is listed until it tells so. */
  #idle(): readonly Socket[] {
    return Object.values(this.agent.freeSockets).flatMap((sockets) => (sockets ?? []).filter((socket) => !socket.destroyed));
  }
}
