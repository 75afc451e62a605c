import type { Engine } from '../../electron/engine/engine.ts';
import type { Destination } from '../../shared/destination.ts';
import type { BatchId, DestinationId } from '../../shared/ids.ts';
import type { BatchProgress, FileProgress, ProgressEnvelope, Totals } from '../../shared/progress.ts';
import { batchEvent, fileEvent, totals as sampleTotals } from './progress-samples.ts';

export interface FakeEngine extends Engine {
  /** Every call that changes something, with its argument, in order. */
  readonly calls: readonly (readonly [string, unknown])[];
  uploads: FileProgress[];
  batches: BatchProgress[];
  currentTotals: Totals;
  emit(event: ProgressEnvelope): void;
  /** Changes one row and tells of it, as the real engine does. */
  update(file: FileProgress): void;
  updateBatch(batch: BatchProgress): void;
  removeBatch(batchId: BatchId): void;
  readonly listeners: number;
}

const sampleDestination: Destination = {
  destinationId: 'd1' as DestinationId,
  name: 'Archive',
  kind: 'put',
  url: 'put+https://files.example/a/',
  isDefault: false,
  isBuiltIn: false,
  isResumable: false,
  user: null,
  savedSecrets: [],
};

/** An engine without files: it remembers what it was asked, and says what a test makes it say. */
export function createFakeEngine(overrides: Partial<Engine> = {}): FakeEngine {
  const calls: [string, unknown][] = [];
  const listeners = new Set<(event: ProgressEnvelope) => void>();
  const removalListeners = new Set<(batchIds: readonly BatchId[]) => void>();
  const note = async (name: string, args: unknown): Promise<{ readonly affected: number }> => {
    calls.push([name, args]);
    return { affected: 1 };
  };
  const engine: FakeEngine = {
    calls,
    uploads: [],
    batches: [],
    currentTotals: sampleTotals(),
    get listeners() {
      return listeners.size + removalListeners.size;
    },
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    update(file) {
      engine.uploads = [...engine.uploads.filter((other) => other.uploadId !== file.uploadId), file];
      engine.emit(fileEvent(file));
    },
    updateBatch(batch) {
      engine.batches = [...engine.batches.filter((other) => other.batchId !== batch.batchId), batch];
      engine.emit(batchEvent(batch));
    },
    removeBatch(batchId) {
      engine.batches = engine.batches.filter((batch) => batch.batchId !== batchId);
      engine.uploads = engine.uploads.filter((file) => file.batchId !== batchId);
      for (const listener of [...removalListeners]) listener([batchId]);
    },
    async add(request) {
      calls.push(['add', request]);
      return { batchId: null, added: request.paths.length, refusals: [] };
    },
    pause: (scope) => note('pause', scope),
    resume: (scope) => note('resume', scope),
    retry: (scope) => note('retry', scope),
    cancel: (scope) => note('cancel', scope),
    clearSettled: (before) => note('clearSettled', before ?? null),
    moveBatch: async (batchId, destinationId) => ({ batchId: null, ...(await note('moveBatch', { batchId, destinationId })) }),
    overview: () => ({ batches: engine.batches, totals: engine.currentTotals }),
    totals: () => engine.currentTotals,
    listUploads({ fromPosition, limit, status, batchId }) {
      const wanted = engine.uploads
        .filter((file) => file.position >= fromPosition)
        .filter((file) => (status === undefined || file.status === status) && (batchId === undefined || file.batchId === batchId))
        .sort((one, other) => one.position - other.position);
      const uploads = wanted.slice(0, limit);
      return { uploads, nextPosition: wanted[limit]?.position ?? null };
    },
    findUpload: (uploadId) => engine.uploads.find((file) => file.uploadId === uploadId) ?? null,
    listRefusals: () => [],
    listAttempts: () => ({ location: null, attempts: [] }),
    linkTo: async () => null,
    listConflicts: async () => {
      throw new Error('not in this fake');
    },
    resolveConflicts: (batchId, decision) => note('resolveConflicts', [batchId, decision]),
    watchedFolders: {
      list: () => [],
      add: async (request) => {
        calls.push(['watchedFolders.add', request]);
        throw new Error('not in this fake');
      },
      change: async (watchId, change) => {
        calls.push(['watchedFolders.change', { watchId, ...change }]);
        throw new Error('not in this fake');
      },
      remove: async (watchId) => {
        calls.push(['watchedFolders.remove', watchId]);
      },
      pause: () => {
        throw new Error('not in this fake');
      },
      resume: () => {
        throw new Error('not in this fake');
      },
    },
    destinations: {
      list: () => [],
      find: () => null,
      add: () => {
        throw new Error('not in this fake');
      },
      remove: async (destinationId) => {
        calls.push(['destinations.remove', destinationId]);
      },
      choose: () => {
        throw new Error('not in this fake');
      },
      rememberConflict: () => {
        throw new Error('not in this fake');
      },
      test: async () => ({ ok: true, isResumable: true, maxFileSizeBytes: null, serverName: null }),
      trustAddress: async () => ({ host: 'box.example', known: [], presented: 'SHA256:now', isRevoked: false }),
      testAddress: async (...args) => {
        calls.push(['destinations.testAddress', args]);
        return { ok: true, isResumable: true, maxFileSizeBytes: null, serverName: null };
      },
      update: async (destinationId, changes) => {
        calls.push(['destinations.update', { destinationId, changes }]);
        return sampleDestination;
      },
      duplicate: (destinationId) => {
        calls.push(['destinations.duplicate', destinationId]);
        return sampleDestination;
      },
      keeping: 'session',
      saveSecret: (destinationId, secret) => {
        calls.push(['destinations.saveSecret', { destinationId, secret }]);
        return sampleDestination;
      },
      removeSecret: (destinationId) => {
        calls.push(['destinations.removeSecret', destinationId]);
        return sampleDestination;
      },
    },
    listUnfinished: async () => null,
    removeUnfinished: async () => [],
    trustHostKey: async () => ({ host: 'box.example', known: [], presented: 'SHA256:now', isRevoked: false }),
    setConcurrency: (concurrency) => calls.push(['setConcurrency', concurrency]),
    setRateLimit: (bytesPerSecond) => calls.push(['setRateLimit', bytesPerSecond]),
    setDestinationLimits: (limits) => calls.push(['setDestinationLimits', Object.fromEntries(limits)]),
    setDefaults: (defaults) => calls.push(['setDefaults', defaults]),
    setCondition: (condition) => calls.push(['setCondition', condition]),
    drain: async () => {
      calls.push(['drain', null]);
      return true;
    },
    endDrain: () => calls.push(['endDrain', null]),
    wake: () => calls.push(['wake', null]),
    onProgress(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onBatchesRemoved(listener) {
      removalListeners.add(listener);
      return () => removalListeners.delete(listener);
    },
    whenIdle: async () => undefined,
    async close() {
      calls.push(['close', null]);
    },
  };
  return Object.defineProperties(engine, Object.getOwnPropertyDescriptors(overrides));
}
