import type { OnReadOpts, Socket } from 'node:net';
import { hungUp } from './hung-up.ts';
import type { ConnectionHolder } from './kept-connection.ts';
import { KeptConnection } from './kept-connection.ts';

export interface ConnectionPoolOptions {
  /** A connection that is being made. */
  readonly open: (onread: OnReadOpts) => Socket;
  /** Connections at the same time; more holders than that wait for their turn. */
  readonly most: number;
  /** Milliseconds that a connection may be nobody's. */
  readonly idleLimitMs: number;
}

/** The connections to one server, kept from one request to the next. The one that was used last is used first, so that the others may end. */
export class ConnectionPool {
  readonly #options: ConnectionPoolOptions;
  readonly #all = new Set<KeptConnection>();
  readonly #idle: KeptConnection[] = [];
  readonly #waiting: ConnectionHolder[] = [];

  constructor(options: ConnectionPoolOptions) {
    this.#options = options;
  }

  get hasIdle(): boolean {
    return this.#idle.length > 0;
  }

  /** Gives the holder a connection, at once or when it is its turn. */
  take(holder: ConnectionHolder): void {
    const idle = this.#idle.pop();
    if (idle !== undefined) idle.hold(holder);
    else if (this.#all.size < this.#options.most) this.#open(holder);
    else this.#waiting.push(holder);
  }

  /** For one that waits and no longer wants to. */
  forget(holder: ConnectionHolder): void {
    const place = this.#waiting.indexOf(holder);
    if (place !== -1) this.#waiting.splice(place, 1);
  }

  /** A connection that is ready for another request. `serverLimitMs`: for how long the server keeps it; null: it does not say. */
  giveBack(connection: KeptConnection, serverLimitMs: number | null): void {
    const limitMs = Math.min(this.#options.idleLimitMs, serverLimitMs ?? Number.POSITIVE_INFINITY);
    if (limitMs <= 0) {
      connection.end();
      return;
    }
    const next = this.#waiting.shift();
    if (next === undefined) {
      connection.rest(limitMs);
      this.#idle.push(connection);
      return;
    }
    connection.hold(next);
  }

  /** Ends the idle one that was not used for longest; false: there is none. */
  dropOldestIdle(): boolean {
    const oldest = this.#idle[0];
    oldest?.end();
    return oldest !== undefined;
  }

  dropIdle(): void {
    for (const connection of [...this.#idle]) connection.end();
  }

  /** Ends every connection; who holds one, or waits for one, is told that it failed. */
  close(): void {
    for (const holder of this.#waiting.splice(0)) holder.onFailed(hungUp());
    for (const connection of [...this.#all]) connection.close();
  }

  #open(holder: ConnectionHolder): void {
    const connection = new KeptConnection({ open: this.#options.open, onGone: (gone) => this.#onGone(gone) }, this.#options.idleLimitMs);
    this.#all.add(connection);
    connection.hold(holder);
  }

  #onGone(connection: KeptConnection): void {
    this.#all.delete(connection);
    const place = this.#idle.indexOf(connection);
    if (place !== -1) this.#idle.splice(place, 1);
    const next = this.#all.size < this.#options.most ? this.#waiting.shift() : undefined;
    if (next !== undefined) this.#open(next);
  }
}
