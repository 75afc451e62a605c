import { builtInName } from '../../../shared/built-in-name.ts';
import type { Destination, ProbeAnswer } from '../../../shared/destination.ts';
import type { DestinationSecret, SecretKeeping } from '../../../shared/destination-secret.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { ConflictPolicy } from '../../../shared/upload.ts';
import type { Destinations } from '../engine.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { Ports, SecretKeeper } from '../ports.ts';
import type { DestinationMemory, Probe, Protocol } from '../protocols/protocol.ts';
import type { ProtocolTable } from '../protocols/registry.ts';
import type { ScanFilters } from '../source/scan-filters.ts';
import type { DestinationRecord, DestinationStore } from '../storage/destination-store.ts';
import { compareAddresses } from './compare-addresses.ts';
import { DestinationConnections } from './destination-connections.ts';
import { createDestinationMemory } from './destination-memory.ts';
import { freeName, nextName } from './destination-name.ts';
import { findRecord } from './find-record.ts';
import { parseDestinationUrl } from './parse-destination-url.ts';
import { probeAnswerOf } from './probe-answer-of.ts';
import { filtersOfAddress, rememberLargestFile } from './remembered-limit.ts';
import { memoryAfterMove } from './remembered-move.ts';
import { showDestination } from './show-destination.ts';

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
  /** Its files must leave the place where they were begun: calls `change` once nothing is on its way there. */
  readonly onMoving: (destinationId: DestinationId, change: () => void) => Promise<void>;
  /** Something about it changed that may let it take files now, such as a password. */
  readonly onMended: (destinationId: DestinationId) => void;
}

/** The destinations that are known, and what a person may do with them. */
export class DestinationRegistry implements Destinations {
  readonly #options: DestinationRegistryOptions;
  readonly #records = new Map<DestinationId, DestinationRecord>();
  readonly #connections: DestinationConnections;

  constructor(options: DestinationRegistryOptions) {
    this.#options = options;
    for (const record of options.store.all()) {
      // A damaged word costs a hint in a list, and not the start: what is spoken there is read from the address.
      const kind = Object.hasOwn(options.protocols, record.kind) ? record.kind : 'put';
      this.#records.set(record.destinationId, { ...record, kind });
    }
    this.#connections = new DestinationConnections({
      ...options,
      addressOf: (destinationId) => ({ url: this.#recordOf(destinationId).url, shown: this.get(destinationId) }),
      memoryOf: (destinationId) => this.memoryOf(destinationId),
    });
    if (options.builtInDestinationUrl !== null) this.#placeBuiltIn(options.builtInDestinationUrl);
  }

  ids = (): readonly DestinationId[] => [...this.#records.keys()];
  list(): readonly Destination[] {
    return [...this.#records.values()].filter((record) => record.isSaved).map((record) => this.#show(record));
  }

  find(nameOrUrl: string): Destination | null {
    const found = findRecord([...this.#records.values()], nameOrUrl);
    return found === undefined ? null : this.#show(found);
  }

  add({ name, url, isSaved }: { readonly name: string; readonly url: string; readonly isSaved: boolean }): Destination {
    const { kind } = parseDestinationUrl(url);
    const record = this.#save(this.#unsaved({ name: isSaved ? freeName(name, this.list()) : name.trim(), kind, url, isSaved }));
    this.#connections.keepHostKey(url);
    // Whoever adds a destination is about to use it.
    return isSaved ? this.choose(record.destinationId) : this.#show(record);
  }

  async update(destinationId: DestinationId, changes: { readonly name?: string; readonly url?: string }): Promise<Destination> {
    const record = this.#changeable(destinationId);
    const name = changes.name === undefined ? record.name : freeName(changes.name, this.list(), destinationId);
    const url = changes.url?.trim() ?? record.url;
    if (url === record.url) return this.#show(this.#save({ ...record, name }));
    const { kind } = parseDestinationUrl(url);
    const { isSamePlace, isSameServer } = compareAddresses(record.url, url);
    const change = (): void => {
      const now = this.#recordOf(destinationId);
      const memory = isSamePlace ? now.memory : memoryAfterMove(this.#options.ports.clock.now());
      this.#save({ ...now, name, kind, url, memory });
      this.#connections.keepHostKey(url);
      // A secret is for one server: another one does not get to see it.
      if (!isSameServer) this.#keeper?.remove(destinationId);
      this.#connections.drop(destinationId);
    };
    if (isSamePlace) change();
    else await this.#options.onMoving(destinationId, change);
    this.#options.onMended(destinationId);
    return this.get(destinationId);
  }

  duplicate(destinationId: DestinationId): Destination {
    const { name, kind, url } = this.#changeable(destinationId);
    const copy = this.#save(this.#unsaved({ name: nextName(name, this.list()), kind, url, isSaved: true }));
    this.#keeper?.copy(destinationId, copy.destinationId);
    return this.#show(copy);
  }

  async remove(destinationId: DestinationId): Promise<void> {
    const record = this.#changeable(destinationId);
    if (this.#options.store.batchCount(destinationId) > 0) {
      // Files of the list still name it, and some may be on their way: it only leaves the choice, and keeps its secret for them.
      this.#save({ ...record, isSaved: false, isDefault: false });
    } else {
      this.#connections.drop(destinationId);
      this.#options.store.remove(destinationId);
      this.#records.delete(destinationId);
      this.#keeper?.remove(destinationId);
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

  rememberConflict = (id: DestinationId, conflict: ConflictPolicy | null): Destination =>
    this.#show(this.#save({ ...this.#recordOf(id), conflict }));

  get keeping(): SecretKeeping {
    return this.#keeper?.keeping ?? 'environment';
  }

  saveSecret(destinationId: DestinationId, secret: DestinationSecret): Destination {
    this.#changeable(destinationId);
    if (this.#keeper === null)
      throw new UploadError('not-possible-now', { details: { reason: 'This host takes secrets from its environment.' } });
    this.#keeper.save(destinationId, secret);
    this.#options.onMended(destinationId);
    return this.get(destinationId);
  }

  removeSecret(destinationId: DestinationId): Destination {
    this.#changeable(destinationId);
    this.#keeper?.remove(destinationId);
    return this.get(destinationId);
  }

  test(destinationId: DestinationId): Promise<ProbeAnswer> {
    return probeAnswerOf(() => this.probe(destinationId));
  }

  testAddress(url: string, secret: DestinationSecret, likeId: DestinationId | null): Promise<ProbeAnswer> {
    return probeAnswerOf(async () => {
      const { kind } = parseDestinationUrl(url);
      const like = likeId === null ? null : this.#recordOf(likeId);
      const knowsSecret = like !== null && !like.isBuiltIn && compareAddresses(like.url, url).isSameServer;
      // An id that nobody has: there is no kept secret for it.
      const record: DestinationRecord =
        like !== null && knowsSecret ? like : this.#unsaved({ name: like?.name ?? '', kind, url, isSaved: false });
      return await this.#connections.probeAddress(url, secret, this.#show(record));
    });
  }

  trustAddress: Destinations['trustAddress'] = async (url, fingerprint) => {
    const like = this.#unsaved({ name: '', kind: parseDestinationUrl(url).kind, url, isSaved: false });
    return await this.#connections.trustAddress(url, fingerprint, this.#show(like));
  };

  async probe(destinationId: DestinationId, signal: AbortSignal | null = null): Promise<Probe> {
    const probe = await this.#connections.probe(destinationId, signal);
    rememberLargestFile(this.memoryOf(destinationId), probe);
    return probe;
  }

  chosen(): Destination | null {
    return this.list().find((destination) => destination.isDefault) ?? this.list()[0] ?? null;
  }

  get(destinationId: DestinationId): Destination {
    return this.#show(this.#recordOf(destinationId));
  }

  /** What the destination is known not to take, so that it can be said before anything is sent. */
  filtersOf(destinationId: DestinationId): ScanFilters {
    return filtersOfAddress(this.#recordOf(destinationId).url, this.memoryOf(destinationId));
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

  nameOf = (destinationId: DestinationId): string => this.#records.get(destinationId)?.name ?? '';
  protocolFor = (destinationId: DestinationId): Protocol => this.#connections.protocolFor(destinationId);
  suspectConnections = (): void => this.#connections.suspect();
  close = (): void => this.#connections.close();

  get #keeper(): SecretKeeper | null {
    return this.#options.ports.secrets.keeper ?? null;
  }

  #placeBuiltIn(url: string): void {
    const known = [...this.#records.values()].find((record) => record.isBuiltIn);
    const hasDefault = [...this.#records.values()].some((record) => record.isDefault);
    const fresh = this.#unsaved({ name: builtInName, kind: 'tus', url, isSaved: true });
    this.#save({ ...fresh, isDefault: !hasDefault, ...known, name: builtInName, kind: 'tus', url, isSaved: true, isBuiltIn: true });
  }

  #unsaved(given: Pick<DestinationRecord, 'name' | 'kind' | 'url' | 'isSaved'>): DestinationRecord {
    const { randomness, clock } = this.#options.ports;
    const destinationId = randomness.uuid() as DestinationId;
    return { ...given, destinationId, isBuiltIn: false, isDefault: false, memory: {}, conflict: null, createdAt: clock.now() };
  }

  #changeable(destinationId: DestinationId): DestinationRecord {
    const record = this.#recordOf(destinationId);
    if (record.isBuiltIn)
      throw new UploadError('not-possible-now', { details: { reason: '"This computer" belongs to Gantry and stays as it is.' } });
    return record;
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
    const savedSecrets = this.#keeper?.fieldsOf(record.destinationId) ?? [];
    return showDestination(record, this.#options.protocols[record.kind].isResumable, savedSecrets);
  }
}
