import type { Destination } from '../../../shared/destination.ts';
import type { DestinationSecret } from '../../../shared/destination-secret.ts';
import type { HostKeyChange } from '../../../shared/host-key-change.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Ports } from '../ports.ts';
import type { DestinationMemory, Probe, Protocol } from '../protocols/protocol.ts';
import type { ProtocolTable } from '../protocols/registry.ts';
import { parseDestinationUrl } from './parse-destination-url.ts';
import { TrialHostKeys } from './trial-host-keys.ts';
import { trustHostKey } from './trust-host-key.ts';

const probeTimeoutMs = 15_000;

export interface DestinationConnectionsOptions {
  readonly ports: Ports;
  readonly protocols: ProtocolTable;
  readonly stallTimeoutMs: number;
  readonly concurrency: number;
  /** The address as it is now, and the destination as it is shown. Throws `destination-unknown`. */
  readonly addressOf: (destinationId: DestinationId) => { readonly url: string; readonly shown: Destination };
  readonly memoryOf: (destinationId: DestinationId) => DestinationMemory;
  /** Milliseconds for which the server asked to be left alone. */
  readonly silentForMs: (destinationId: DestinationId) => number;
}

/** One protocol with its connections for each destination that is in use, and the probes. */
export class DestinationConnections {
  readonly #options: DestinationConnectionsOptions;
  readonly #protocols = new Map<DestinationId, Protocol>();
  readonly #probes = new Map<DestinationId, number>();
  readonly #trialKeys: TrialHostKeys;

  constructor(options: DestinationConnectionsOptions) {
    this.#options = options;
    this.#trialKeys = new TrialHostKeys(options.ports.hostKeys);
  }

  protocolFor(destinationId: DestinationId): Protocol {
    const known = this.#protocols.get(destinationId);
    if (known !== undefined) return known;
    const { url, shown } = this.#options.addressOf(destinationId);
    const protocol = this.#make(shown, url, this.#options.memoryOf(destinationId), {}, () => {
      // Every request asks for its secret, so that also transfers which began before it hear that a server asked for silence. Probes pass:
      // the breaker makes none before the time is over, and a person may.
      const silentMs = this.#probes.get(destinationId) ? 0 : this.#options.silentForMs(destinationId);
      if (silentMs > 0)
        throw new UploadError('server-busy', { details: { host: parseDestinationUrl(url).url.host }, retryAfterMs: silentMs });
    });
    this.#protocols.set(destinationId, protocol);
    return protocol;
  }

  /** Asks the destination whether it can be used; throws `UploadError`, or the signal's reason. */
  async probe(destinationId: DestinationId, signal: AbortSignal | null = null): Promise<Probe> {
    // A probe for a file's sake is never begun in a silence, and lets nobody into one.
    const passes = signal === null ? 1 : 0;
    this.#probes.set(destinationId, (this.#probes.get(destinationId) ?? 0) + passes);
    try {
      return await this.#inTime(signal, (ended) => this.protocolFor(destinationId).probe(ended));
    } finally {
      this.#probes.set(destinationId, (this.#probes.get(destinationId) ?? passes) - passes);
    }
  }

  /** The same for an address that nobody saved yet. `like`: the destination that it would change, with its secrets. */
  async probeAddress(url: string, typed: DestinationSecret, like: Destination): Promise<Probe> {
    const protocol = this.#makeUnsaved(like, url, typed);
    try {
      return await this.#inTime(null, (ended) => protocol.probe(ended));
    } finally {
      protocol.close();
    }
  }

  /** Trusts the key that the host of an address shows now, if it is of that fingerprint; null: only says which it is. Throws `UploadError`. */
  async trustAddress(url: string, fingerprint: string | null, like: Destination): Promise<HostKeyChange> {
    const protocol = this.#makeUnsaved(like, url, {});
    try {
      return await trustHostKey(protocol, fingerprint, this.#options.ports.clock);
    } finally {
      protocol.close();
    }
  }

  /** An address is saved: what its host showed when it was tested counts from now on. */
  keepHostKey(address: string): void {
    const { kind, url } = parseDestinationUrl(address);
    if (kind !== 'sftp') return;
    this.#trialKeys.keep(url).catch((error: unknown) => this.#options.ports.log.write('warn', 'host-key-not-kept', { error }));
  }

  /** The machine slept or its network changed: no connection that was made before is trusted. */
  suspect(): void {
    for (const protocol of this.#protocols.values()) protocol.suspectConnections();
  }

  /** Transfers that are under way end on the connections that they have; the next one gets new ones. */
  drop(destinationId: DestinationId): void {
    this.#protocols.get(destinationId)?.close();
    this.#protocols.delete(destinationId);
  }

  close(): void {
    for (const destinationId of [...this.#protocols.keys()]) this.drop(destinationId);
  }

  /** What is found out about a host that may never be saved is not remembered. */
  #makeUnsaved(like: Destination, address: string, typed: DestinationSecret): Protocol {
    const ports = { ...this.#options.ports, hostKeys: this.#trialKeys };
    return this.#make(like, address, { read: () => null, write: () => undefined }, typed, () => undefined, ports);
  }

  #make(
    shown: Destination,
    address: string,
    memory: DestinationMemory,
    typed: DestinationSecret,
    passGate: () => void,
    ports = this.#options.ports,
  ): Protocol {
    const { protocols, stallTimeoutMs, concurrency } = this.#options;
    const { kind, user, ...parts } = parseDestinationUrl(address);
    const credentials = async () => {
      passGate();
      return await ports.secrets.credentialsFor({ ...shown, kind, user, options: parts.options, typed });
    };
    // Our own receiver is on this computer, whatever stands in between to others.
    const { outbound: _outbound, ...withoutProxy } = ports;
    const own = shown.isBuiltIn ? withoutProxy : ports;
    return protocols[kind].create({ ...parts, credentials, memory, ports: own, stallTimeoutMs, concurrency });
  }

  async #inTime(signal: AbortSignal | null, ask: (ended: AbortSignal) => Promise<Probe>): Promise<Probe> {
    const controller = new AbortController();
    const cancelTimer = this.#options.ports.clock.setTimer(() => controller.abort(), probeTimeoutMs);
    try {
      return await ask(signal === null ? controller.signal : AbortSignal.any([controller.signal, signal]));
    } catch (error) {
      signal?.throwIfAborted();
      if (controller.signal.aborted) throw new UploadError('timed-out', { failureClass: 'unreachable', cause: error });
      throw error;
    } finally {
      cancelTimer();
    }
  }
}
