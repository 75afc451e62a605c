import type { HostKeyChange } from '../../../../shared/host-key-change.ts';
import { UploadError } from '../../errors/upload-error.ts';
import { untilAborted } from '../../source/until-aborted.ts';
import type { ProtocolOptions } from '../protocol.ts';
import { StallWatch } from '../transport/stall-watch.ts';
import { openConnection } from './open-connection.ts';
import type { SftpConnection } from './sftp-connection.ts';
import type { SftpSession } from './sftp-session.ts';
import { trustHostKey } from './trust-host-key.ts';

/** Shorter than servers and routers keep what is idle. */
const idleConnectionMs = 30_000;

/** The connection of a destination: made when it is needed, shared by all its files, made anew after it was lost. */
export class SftpConnections {
  readonly #options: ProtocolOptions;
  readonly #stallWatch: StallWatch;
  #current: SftpConnection | null = null;
  #opening: Promise<SftpConnection> | null = null;
  #ending = new AbortController();
  #users = 0;
  #cancelIdleTimer: (() => void) | null = null;

  constructor(options: ProtocolOptions) {
    this.#options = options;
    this.#stallWatch = new StallWatch(options.ports.clock);
  }

  /** Does work with a session that lives. */
  async use<Value>(signal: AbortSignal, work: (session: SftpSession) => Promise<Value>): Promise<Value> {
    const session = await this.enter(signal);
    try {
      return await work(session);
    } finally {
      this.leave();
    }
  }

  /**
   * A session that lives, until `leave`. Asks for the sign-in first, also where the connection is there already: who answers may say "not now".
   */
  async enter(signal: AbortSignal): Promise<SftpSession> {
    signal.throwIfAborted();
    this.#users += 1;
    this.#cancelIdleTimer?.();
    this.#cancelIdleTimer = null;
    try {
      const { session } = await untilAborted(this.#connection(), signal);
      return session;
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  leave(): void {
    this.#users -= 1;
    if (this.#users === 0) this.#cancelIdleTimer = this.#options.ports.clock.setTimer(() => this.dropIdle(), idleConnectionMs);
  }

  /** Trusts what the host shows now, and lets nobody go on over a connection from before. */
  async trust(fingerprint: string | null, signal: AbortSignal): Promise<HostKeyChange> {
    const { url, stallTimeoutMs, ports } = this.#options;
    const { clock, hostKeys, outbound } = ports;
    const stallWatch = this.#stallWatch;
    const change = await trustHostKey({ url, hostKeys, outbound, clock, stallWatch, stallTimeoutMs, signal }, fingerprint);
    if (fingerprint !== null) this.#end();
    return change;
  }

  /** The machine slept or its network changed: what does not move a byte soon is dead. */
  suspect(): void {
    this.dropIdle();
    this.#stallWatch.suspect();
  }

  dropIdle(): void {
    if (this.#users === 0) this.#end();
  }

  close(): void {
    this.#cancelIdleTimer?.();
    this.#ending.abort(this.#lost());
    this.#ending = new AbortController();
    this.#end();
  }

  async #connection(): Promise<SftpConnection> {
    const credentials = await this.#options.credentials();
    if (this.#current !== null && !this.#current.hasEnded) return this.#current;
    this.#opening ??= this.#open(credentials).finally(() => {
      this.#opening = null;
    });
    return await this.#opening;
  }

  async #open(credentials: Awaited<ReturnType<ProtocolOptions['credentials']>>): Promise<SftpConnection> {
    const { url, stallTimeoutMs, ports } = this.#options;
    // One that we ended is not kept.
    const hasLostOne = this.#current !== null;
    const connection = await openConnection({
      url,
      credentials,
      hostKeys: ports.hostKeys,
      outbound: ports.outbound,
      clock: ports.clock,
      stallWatch: this.#stallWatch,
      stallTimeoutMs,
      signal: this.#ending.signal,
    });
    if (hasLostOne) connection.session.window.beginCarefully();
    this.#current = connection;
    return connection;
  }

  #end(): void {
    this.#current?.end(this.#lost());
    this.#current = null;
  }

  #lost(): UploadError {
    return new UploadError('connection-lost', { details: { host: this.#options.url.host } });
  }
}
