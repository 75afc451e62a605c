import type { HttpTransportOptions } from '../transport/http-transport.ts';
import { HttpTransport } from '../transport/http-transport.ts';

/** More hosts than a signer usually has; those that were used last keep their connections. */
const mostOrigins = 8;

interface Entry {
  readonly transport: HttpTransport;
  inUse: number;
}

/** A transport for each origin that signed addresses lead to, since each speaks to one alone. */
export class OriginTransports {
  readonly #options: Omit<HttpTransportOptions, 'url'>;
  readonly #entries = new Map<string, Entry>();

  constructor(options: Omit<HttpTransportOptions, 'url'>) {
    this.#options = options;
  }

  async use<Result>(url: URL, work: (transport: HttpTransport) => Promise<Result>): Promise<Result> {
    const entry = this.#entries.get(url.origin) ?? { transport: new HttpTransport({ ...this.#options, url }), inUse: 0 };
    // Taken out and put in again: the order is that of the last use.
    this.#entries.delete(url.origin);
    this.#entries.set(url.origin, entry);
    entry.inUse += 1;
    try {
      return await work(entry.transport);
    } finally {
      entry.inUse -= 1;
      this.#dropOldest();
    }
  }

  dropIdleConnections(): void {
    for (const { transport } of this.#entries.values()) transport.dropIdleConnections();
  }

  close(): void {
    for (const { transport } of this.#entries.values()) transport.close();
    this.#entries.clear();
  }

  #dropOldest(): void {
    for (const [origin, entry] of this.#entries) {
      if (this.#entries.size <= mostOrigins) return;
      if (entry.inUse > 0) continue;
      entry.transport.close();
      this.#entries.delete(origin);
    }
  }
}
