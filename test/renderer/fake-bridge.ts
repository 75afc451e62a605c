import { changeSettings } from '../../shared/change-settings.ts';
import type { Answer, Bridge, RequestArguments, RequestName, RequestValue } from '../../shared/contract.ts';
import type { Destination } from '../../shared/destination.ts';
import { secretFields } from '../../shared/destination-secret.ts';
import type { ErrorCode } from '../../shared/error-codes.ts';
import type { DestinationId } from '../../shared/ids.ts';
import type { ChangeBatch, FileProgress } from '../../shared/progress.ts';
import type { Settings } from '../../shared/settings.ts';
import type { SettingsView } from '../../shared/settings-view.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';
import type { FakeQueue } from './fake-queue.ts';

type Handlers = { readonly [Name in RequestName]: (args: RequestArguments<Name>) => RequestValue<Name> };

const none = { overwrite: 0, skip: 0, rename: 0 };
const nothing = { ...none, bytes: none };
const noEffects = { overwrite: nothing, 'skip-same': nothing, skip: nothing, newer: nothing, rename: nothing };

/** `window.gantry` without a host: answers from a fake queue, and sends its changes ten times a second once it is started. */
export class FakeBridge implements Bridge {
  readonly #queue: FakeQueue;
  #destinations: readonly Destination[];
  #listener: ((changes: ChangeBatch) => void) | null = null;
  #dirty = new Map<string, FileProgress>();
  #sequence = 0;
  #acknowledged = 0;

  constructor(queue: FakeQueue, destinations: readonly Destination[]) {
    this.#queue = queue;
    this.#destinations = destinations;
  }

  start(tickMs: number): void {
    setInterval(() => {
      this.mark(this.#queue.advance(tickMs, Date.now()));
      this.flush();
    }, tickMs);
  }

  mark(files: readonly FileProgress[]): void {
    for (const file of files) this.#dirty.set(file.uploadId, file);
  }

  flush(): void {
    if (this.#listener === null || this.#acknowledged < this.#sequence) return;
    this.#sequence += 1;
    const changes: ChangeBatch = {
      sequence: this.#sequence,
      uploads: [...this.#dirty.values()],
      batches: this.#queue.batches.map((batch) => this.#queue.progressOf(batch)),
      totals: this.#queue.totalsOf(),
      removedBatchIds: [],
      settingsRevision: this.#settings.revision,
      opensSettings: false,
    };
    this.#dirty.clear();
    // A copy, as it would be across the process border.
    this.#listener(structuredClone(changes));
  }

  async request<Name extends RequestName>(name: Name, args: RequestArguments<Name>): Promise<Answer<RequestValue<Name>>> {
    try {
      return { ok: true, value: this.#handlers[name](args) };
    } catch (error) {
      const code = error instanceof Error ? (error.message as ErrorCode) : 'internal';
      return { ok: false, error: { code, details: { reason: 'unknown kind of address' } } };
    }
  }

  onChanges(listener: (changes: ChangeBatch) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = null;
    };
  }

  acknowledge(sequence: number): void {
    this.#acknowledged = sequence;
  }

  pathForFile(file: unknown): string {
    return file instanceof File ? `/home/ada/${file.name}` : '';
  }

  #settings: SettingsView = fakeSettings().view();
  #withSettings(settings: Settings): SettingsView {
    this.#settings = { ...this.#settings, settings, revision: this.#settings.revision + 1 };
    return this.#settings;
  }

  readonly #handlers: Handlers = {
    getOverview: () => ({
      sequence: this.#sequence,
      batches: this.#queue.batches.map((batch) => this.#queue.progressOf(batch)),
      totals: this.#queue.totalsOf(),
    }),
    listUploads: ({ fromPosition, limit }) => {
      const uploads = [...this.#queue.files.values()].filter((file) => file.position >= fromPosition).slice(0, limit);
      const last = uploads.at(-1);
      return { uploads, nextPosition: uploads.length < limit || last === undefined ? null : last.position + 1 };
    },
    listRefusals: () => ({ refusals: [{ path: '/home/ada/Pictures/private', code: 'source-unreadable', details: {} }], nextIndex: null }),
    addPaths: ({ paths }) => ({
      batchId: null,
      added: 0,
      refusals: paths.map((path) => ({ path, code: 'duplicate', details: {} })),
    }),
    getConflicts: () => ({ nodes: [], nextIndex: null, entries: 0, effects: noEffects }),
    resolveConflicts: () => ({ affected: 0 }),
    rememberConflict: ({ destinationId }) => {
      const known = this.#destinations.find((one) => one.destinationId === destinationId);
      if (known === undefined) throw new Error('destination-unknown' satisfies ErrorCode);
      return known;
    },
    pause: ({ scope }) => this.#moved(this.#queue.move(scope, ['queued', 'checking', 'uploading', 'verifying', 'waiting'], 'paused')),
    resume: ({ scope }) => this.#moved(this.#queue.move(scope, ['paused', 'waiting'], 'queued')),
    retry: ({ scope }) => this.#moved(this.#queue.move(scope, ['failed', 'cancelled', 'waiting'], 'queued')),
    cancel: ({ scope }) => this.#moved(this.#queue.move(scope, ['queued', 'uploading', 'waiting', 'paused', 'failed'], 'cancelled')),
    clearSettled: () => ({ affected: 0 }),
    listDestinations: () => ({ destinations: this.#destinations, keeping: 'session' }),
    findDestination: ({ nameOrUrl }) => {
      const destination = this.#destinations.find(({ name, url }) => name === nameOrUrl || url === nameOrUrl);
      if (destination === undefined) throw new Error('destination-unknown' satisfies ErrorCode);
      return { destination, isNew: false };
    },
    addDestination: ({ name, url }) => {
      if (!/^(tus|put|post)\+https?:/.test(url)) throw new Error('destination-invalid' satisfies ErrorCode);
      const destinationId = `destination-${this.#destinations.length + 1}` as DestinationId;
      const own = { isDefault: false, isBuiltIn: false, isResumable: true, user: null, savedSecrets: [] };
      const added: Destination = { destinationId, name, url, kind: 'tus', ...own };
      this.#destinations = [...this.#destinations, added];
      return added;
    },
    removeDestination: ({ destinationId }) => {
      this.#destinations = this.#destinations.filter((destination) => destination.destinationId !== destinationId);
      return { affected: 1 };
    },
    chooseDestination: ({ destinationId }) => {
      this.#destinations = this.#destinations.map((one) => ({ ...one, isDefault: one.destinationId === destinationId }));
      const [chosen] = this.#destinations.filter((one) => one.isDefault);
      if (chosen === undefined) throw new Error('destination-unknown' satisfies ErrorCode);
      return chosen;
    },
    updateDestination: ({ destinationId, ...changes }) => this.#changed(destinationId, changes),
    duplicateDestination: ({ destinationId }) => {
      const copy = { ...this.#changed(destinationId, {}), destinationId: `${destinationId}-2` as DestinationId };
      this.#destinations = [...this.#destinations, { ...copy, name: `${copy.name} 2`, isDefault: false }];
      return copy;
    },
    saveSecret: ({ destinationId, secret }) =>
      this.#changed(destinationId, { savedSecrets: secretFields.filter((field) => secret[field] !== undefined) }),
    removeSecret: ({ destinationId }) => this.#changed(destinationId, { savedSecrets: [] }),
    testAddress: () => ({ ok: true, isResumable: true, maxFileSizeBytes: null, serverName: 'nginx' }),
    moveBatch: () => ({ batchId: null, affected: 0 }),
    listUnfinished: () => ({ uploads: null }),
    trustHostKey: () => ({ host: 'box.example', known: [], presented: 'SHA256:now', isRevoked: false }),
    removeUnfinished: () => ({ removals: [] }),
    getSettings: () => this.#settings,
    updateSettings: ({ change }) => this.#withSettings(changeSettings(this.#settings.settings, change)),
    exportSettings: () => ({ text: '' }),
    importSettings: () => this.#settings,
    saveProxyPassword: () => this.#settings,
    cancelAfterQueue: () => this.#settings,
    changeSettings: ({ change }) => this.#withSettings(changeSettings(this.#settings.settings, change)),
    proposeSettings: ({ change }) => ({ isDone: true, view: this.#withSettings(changeSettings(this.#settings.settings, change)) }),
    removeCertificate: () => this.#settings,
    chooseProgram: () => ({ isDone: false }),
    trustShownKey: () => ({ isDone: false }),
    chooseImport: () => ({ isDone: false }),
    chooseExport: () => ({ isDone: false }),
    chooseCertificates: () => ({ isDone: false }),
    testDestination: () => ({ ok: true, isResumable: true, maxFileSizeBytes: 5_000_000_000, serverName: 'tusd' }),
    listImportable: () => ({ importables: [], unreadable: [] }),
    importDestinations: () => ({ results: [] }),
    chooseFiles: () => ({ paths: ['/home/ada/notes.txt', '/home/ada/plan.pdf'] }),
    chooseFolder: () => ({ paths: ['/home/ada/Pictures'] }),
    showSource: () => ({ affected: 1 }),
    listAttempts: () => ({ location: null, attempts: [] }),
    getLink: () => ({ link: 'https://files.example/a' }),
    goOnAnyway: () => ({}),
    listWatchedFolders: () => ({ folders: [] }),
    addWatchedFolder: () => unknownFolder(),
    chooseWatchedFolder: () => ({ folder: null }),
    changeWatchedFolder: () => unknownFolder(),
    editWatchedFolder: () => ({ folder: null }),
    removeWatchedFolder: () => ({ affected: 1 }),
    pauseWatchedFolder: () => unknownFolder(),
    resumeWatchedFolder: () => unknownFolder(),
    copyDiagnostics: () => ({ characters: 12_000 }),
    getUpdateNotice: () => ({ notice: null }),
    lookForUpdate: () => ({ kind: 'off' }),
    restartForUpdate: () => ({ notice: null }),
    postponeUpdate: () => ({ notice: null }),
  };

  #changed(destinationId: DestinationId, changes: Partial<Destination>): Destination {
    this.#destinations = this.#destinations.map((one) => (one.destinationId === destinationId ? { ...one, ...changes } : one));
    const changed = this.#destinations.find((one) => one.destinationId === destinationId);
    if (changed === undefined) throw new Error('destination-unknown' satisfies ErrorCode);
    return changed;
  }

  #moved(files: readonly FileProgress[]): { readonly affected: number } {
    this.mark(files);
    setTimeout(() => this.flush(), 0);
    return { affected: files.length };
  }
}

function unknownFolder(): never {
  throw new Error('bad-request' satisfies ErrorCode);
}
