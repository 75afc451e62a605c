import type { HostKey, HostKeys } from '../ports.ts';

const usualPort = 22;

/**
 * Host keys for tests of addresses that nobody saved. What a new host shows then counts for as long as Gantry runs, and is written down only when a
 * destination of that host is saved.
 */
export class TrialHostKeys implements HostKeys {
  readonly #kept: HostKeys;
  readonly #shown = new Map<string, HostKey>();

  constructor(kept: HostKeys) {
    this.#kept = kept;
  }

  async find(host: string, port: number): Promise<readonly HostKey[]> {
    const known = await this.#kept.find(host, port);
    const shown = this.#shown.get(nameOf(host, port));
    return shown === undefined || known.some(isValid) ? known : [...known, shown];
  }

  async remember(host: string, port: number, key: HostKey): Promise<void> {
    this.#shown.set(nameOf(host, port), key);
  }

  async replace(host: string, port: number, key: HostKey): Promise<void> {
    await this.#kept.replace(host, port, key);
    this.#shown.delete(nameOf(host, port));
  }

  /** Writes down what that host showed to a test, unless something is known of it. */
  async keep(url: URL): Promise<void> {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
    const port = url.port === '' ? usualPort : Number(url.port);
    const shown = this.#shown.get(nameOf(host, port));
    if (shown === undefined) return;
    if (!(await this.#kept.find(host, port)).some(isValid)) await this.#kept.remember(host, port, shown);
    this.#shown.delete(nameOf(host, port));
  }
}

function isValid(key: HostKey): boolean {
  return key.isRevoked !== true;
}

function nameOf(host: string, port: number): string {
  return `${host} ${port}`;
}
