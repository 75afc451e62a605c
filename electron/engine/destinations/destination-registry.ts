import type { Destination, ProbeAnswer } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { Destinations } from '../engine.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Ports } from '../ports.ts';
import type { DestinationMemory, Probe, Protocol } from '../protocols/protocol.ts';
import type { ProtocolTable } from '../protocols/registry.ts';
import type { ScanFilters } from '../source/scan-filters.ts';
import type { DestinationRecord, DestinationStore } from '../storage/destination-store.ts';
import { builtInRecord } from './built-in-record.ts';
import { createDestinationMemory } from './destination-memory.ts';
import { parseDestinationUrl } from './parse-destination-url.ts';
import { showDestination } from './show-destination.ts';

const maxFileSizeKey = 'maxFileSizeBytes';
const probeTimeoutMs = 15_000;

export interface DestinationRegistryOptions {
  readonly store: DestinationStore;
  readonly ports: Ports;
  /** Where the built-in receiver listens now; its port changes with every start. Null where the host runs none. */
  readonly builtInDestinationUrl: string | null;
  readonly protocols: ProtocolTable;
  readonly stallTimeoutMs: number;
  readonly concurrency: number;
  /** Milliseconds for which the server asked to be left alone. */
  readonly silentForMs: (destinationId: DestinationId) => number;
}

/** The destinations that are known, and one protocol with its connections for each of them that is in use. */
export class DestinationRegistry implements Destinations {
  readonly #options: DestinationRegistryOptions;
  readonly #records = new Map<DestinationId, DestinationRecord>();
  readonly #protocols = new Map<DestinationId, Protocol>();
  readonly #probes = new Map<DestinationId, number>();

  constructor(options: DestinationRegistryOptions) {
    this.#options = options;
    for (const record of options.store.all()) {
      // A damaged word costs a hint in a list, and not the start: what is spoken there is read from the address.
      const kind = Object.hasOwn(options.protocols, record.kind) ? record.kind : 'put';
      this.#records.set(record.destinationId, { ...record, kind });
    }
    if (options.builtInDestinationUrl !== null) this.#placeBuiltIn(options.builtInDestinationUrl);
  }

  ids = (): readonly DestinationId[] => [...this.#records.keys()];

  list(): readonly Destination[] {
    return [...this.#records.values()].filter((record) => record.isSaved).map((record) => this.#show(record));
  }

  find(nameOrUrl: string): Destination | null {
    const records = [...this.#records.values()];
    const wanted = nameOrUrl.toLowerCase();
    const found =
      records.find((record) => record.isSaved && record.name === nameOrUrl) ??
      records.find((record) => record.isSaved && record.name.toLowerCase() === wanted) ??
      records.find((record) => record.url === nameOrUrl);
    return found === undefined ? null : this.#show(found);
  }

  add({ name, url, isSaved }: { readonly name: string; readonly url: string; readonly isSaved: boolean }): Destination {
    const { kind } = parseDestinationUrl(url);
    const { store, ports } = this.#options;
    const trimmedName = name.trim();
    if (isSaved) {
      if (trimmedName === '') throw new UploadError('destination-invalid', { details: { reason: 'The name is empty.' } });
      const taken = this.list().some((other) => other.name.toLowerCase() === trimmedName.toLowerCase());
      if (taken)
        throw new UploadError('destination-invalid', { details: { reason: `There is a destination named "${trimmedName}" already.` } });
    }
    const record: DestinationRecord = {
      destinationId: ports.randomness.uuid() as DestinationId,
      name: trimmedName,
      kind,
      url,
      isSaved,
      isBuiltIn: false,
      isDefault: false,
      memory: {},
      conflict: null,
      createdAt: ports.clock.now(),
    };
    store.put(record);
    this.#records.set(record.destinationId, record);
    // Whoever adds a destination is about to use it.
    return isSaved ? this.choose(record.destinationId) : this.#show(record);
  }

  async remove(destinationId: DestinationId): Promise<void> {
    const record = this.#recordOf(destinationId);
    if (record.isBuiltIn)
      throw new UploadError('not-possible-now', { details: { reason: `"${record.name}" belongs to Gantry and stays.` } });
    if (this.#options.store.batchCount(destinationId) > 0) {
      // Files of the list still name it, and some may be on their way: it only leaves the choice.
      this.#save({ ...record, isSaved: false, isDefault: false });
    } else {
      this.#drop(destinationId);
      this.#options.store.remove(destinationId);
      this.#records.delete(destinationId);
    }
    const next = this.list()[0];
    if (record.isDefault && next !== undefined) this.choose(next.destinationId);
  }

  choose(destinationId: DestinationId): Destination {
    const chosen = this.#recordOf(destinationId);
    for (const record of this.#records.values()) {
      if (record.isDefault && record !== chosen) this.#save({ ...record, isDefault: false });
    }
    return this.#show(this.#save({ ...chosen, isDefault: true }));
  }

  rememberConflict(destinationId: DestinationId, conflict: ConflictPolicy | null): Destination {
    return this.#show(this.#save({ ...this.#recordOf(destinationId), conflict }));
  }

  async test(destinationId: DestinationId): Promise<ProbeAnswer> {
    try {
      const probe = await this.probe(destinationId);
      return { ok: true, ...probe };
    } catch (error) {
      if (error instanceof UploadError) return { ok: false, error: error.toPlain() };
      throw error;
    }
  }

  /** Asks the destination whether it can be used; throws `UploadError`, or the signal's reason. */
  async probe(destinationId: DestinationId, signal: AbortSignal | null = null): Promise<Probe> {
    const { clock } = this.#options.ports;
    const controller = new AbortController();
    const ended = signal === null ? controller.signal : AbortSignal.any([controller.signal, signal]);
    const cancelTimer = clock.setTimer(() => controller.abort(), probeTimeoutMs);
    // A probe for a file's sake is never begun in a silence, and lets nobody into one.
    const passes = signal === null ? 1 : 0;
    this.#probes.set(destinationId, (this.#probes.get(destinationId) ?? 0) + passes);
    try {
      const probe = await this.protocolFor(destinationId).probe(ended);
      if (probe.maxFileSizeBytes !== null) this.memoryOf(destinationId).write(maxFileSizeKey, probe.maxFileSizeBytes);
      return probe;
    } catch (error) {
      signal?.throwIfAborted();
      if (controller.signal.aborted) throw new UploadError('timed-out', { failureClass: 'unreachable', cause: error });
      throw error;
    } finally {
      cancelTimer();
      this.#probes.set(destinationId, (this.#probes.get(destinationId) ?? passes) - passes);
    }
  }

  chosen(): Destination | null {
    return this.list().find((destination) => destination.isDefault) ?? this.list()[0] ?? null;
  }

  get(destinationId: DestinationId): Destination {
    return this.#show(this.#recordOf(destinationId));
  }

  nameOf(destinationId: DestinationId): string {
    return this.#records.get(destinationId)?.name ?? '';
  }

  /** What the destination is known not to take, so that it can be said before anything is sent. */
  filtersOf(destinationId: DestinationId): ScanFilters {
    const record = this.#recordOf(destinationId);
    const { maxFileSizeBytes, acceptedExtensions } = parseDestinationUrl(record.url);
    const remembered = record.memory[maxFileSizeKey] ?? null;
    const sizes = [maxFileSizeBytes, remembered].filter((size) => size !== null);
    return { maxFileSizeBytes: sizes.length > 0 ? Math.min(...sizes) : null, acceptedExtensions };
  }

  memoryOf(destinationId: DestinationId): DestinationMemory {
    return createDestinationMemory({
      record: () => this.#recordOf(destinationId),
      save: (record) => {
        this.#records.set(destinationId, record);
        this.#options.store.put(record);
      },
      log: this.#options.ports.log,
    });
  }

  protocolFor(destinationId: DestinationId): Protocol {
    const known = this.#protocols.get(destinationId);
    if (known !== undefined) return known;
    const record = this.#recordOf(destinationId);
    const { ports, stallTimeoutMs, concurrency } = this.#options;
    const { kind, url, user, options } = parseDestinationUrl(record.url);
    const protocol = this.#options.protocols[kind].create({
      url,
      options,
      credentials: async () => {
        // Every request asks for its secret, so that also transfers which began before it hear that a server asked for silence. Probes pass:
        // the breaker makes none before the time is over, and a person may.
        const silentMs = this.#probes.get(destinationId) ? 0 : this.#options.silentForMs(destinationId);
        if (silentMs > 0) throw new UploadError('server-busy', { details: { host: url.host }, retryAfterMs: silentMs });
        return await ports.secrets.credentialsFor({ ...this.#show(record), user });
      },
      memory: this.memoryOf(destinationId),
      ports,
      stallTimeoutMs,
      concurrency,
    });
    this.#protocols.set(destinationId, protocol);
    return protocol;
  }

  /** The machine slept or its network changed: no connection that was made before is trusted. */
  suspectConnections(): void {
    for (const protocol of this.#protocols.values()) protocol.suspectConnections();
  }

  close(): void {
    for (const destinationId of [...this.#protocols.keys()]) this.#drop(destinationId);
  }

  #drop(destinationId: DestinationId): void {
    this.#protocols.get(destinationId)?.close();
    this.#protocols.delete(destinationId);
  }

  #placeBuiltIn(url: string): void {
    const records = [...this.#records.values()];
    const hasDefault = records.some((record) => record.isDefault);
    this.#save(builtInRecord(url, records.find((record) => record.isBuiltIn) ?? null, !hasDefault, this.#options.ports));
  }

  #recordOf(destinationId: DestinationId): DestinationRecord {
    const record = this.#records.get(destinationId);
    if (record === undefined) throw new UploadError('destination-unknown', { details: { reason: destinationId } });
    return record;
  }

  #save(record: DestinationRecord): DestinationRecord {
    this.#options.store.put(record);
    this.#records.set(record.destinationId, record);
    return record;
  }

  #show(record: DestinationRecord): Destination {
    return showDestination(record, this.#options.protocols[record.kind].isResumable);
  }
}
