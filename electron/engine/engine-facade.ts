import type { Totals } from '../../shared/progress.ts';
import { addedWithDefaults } from './added-with-defaults.ts';
import type { ConflictDesk } from './conflicts/conflict-desk.ts';
import type { Preflight } from './conflicts/preflight.ts';
import type { DestinationRegistry } from './destinations/destination-registry.ts';
import { trustHostKey } from './destinations/trust-host-key.ts';
import type { Engine } from './engine.ts';
import type { EngineDefaults } from './engine-defaults.ts';
import { UploadError } from './errors/upload-error.ts';
import { linkOfUpload } from './link-of-upload.ts';
import type { MachineWatch } from './machine-watch.ts';
import type { Ports } from './ports.ts';
import type { ProgressAggregator } from './progress/progress-aggregator.ts';
import type { ProgressListeners } from './progress/progress-listeners.ts';
import type { RemovalListeners } from './progress/removal-listeners.ts';
import type { Controls } from './queue/controls.ts';
import type { Drain } from './queue/drain.ts';
import type { IdleWatch } from './queue/idle-watch.ts';
import type { Intake } from './queue/intake.ts';
import { newBatch } from './queue/new-batch.ts';
import type { Queue } from './queue/queue.ts';
import { createQueueView } from './queue/queue-view.ts';
import type { Relocation } from './queue/relocation.ts';
import type { Scheduler } from './queue/scheduler.ts';
import type { Standstill } from './queue/standstill.ts';
import type { DestinationBreaker } from './retry/destination-breaker.ts';
import { absolutePaths } from './source/absolute-paths.ts';
import type { RateLimits } from './source/rate-limits.ts';
import type { AttemptStore } from './storage/attempt-store.ts';
import type { BatchStore } from './storage/batch-store.ts';
import type { LeftUploadStore } from './storage/left-upload-store.ts';
import { UnfinishedAtDestinations } from './unfinished/unfinished-at-destinations.ts';
import type { FolderWatching } from './watch/folder-watching.ts';

export interface EngineParts {
  readonly ports: Ports;
  readonly queue: Queue;
  readonly batchStore: BatchStore;
  readonly attemptStore: AttemptStore;
  readonly aggregator: ProgressAggregator;
  readonly totals: () => Totals;
  readonly destinations: DestinationRegistry;
  readonly intake: Intake;
  readonly controls: Controls;
  readonly relocation: Relocation;
  readonly scheduler: Scheduler;
  readonly drain: Drain;
  readonly breaker: DestinationBreaker;
  readonly machine: MachineWatch;
  readonly limits: RateLimits;
  readonly defaults: { current: EngineDefaults };
  readonly preflight: Preflight;
  readonly conflictDesk: ConflictDesk;
  readonly standstill: Standstill;
  readonly left: LeftUploadStore;
  readonly watchedFolders: FolderWatching;
  readonly listeners: ProgressListeners;
  readonly removalListeners: RemovalListeners;
  readonly idleWatch: IdleWatch;
  readonly close: () => Promise<void>;
}

/** What hosts see of the parts that make an engine. */
export function createEngineFacade(parts: EngineParts): Engine {
  const { queue, destinations, controls, scheduler, preflight, listeners, removalListeners } = parts;
  const { clock, randomness, log } = parts.ports;
  const unfinished = new UnfinishedAtDestinations({
    ...{ queue, left: parts.left, clock, log },
    protocolFor: (destinationId) => destinations.protocolFor(destinationId),
    isRunning: (record) => scheduler.isRunning(record.uploadId),
  });
  return {
    add: async (request) => {
      if (request.paths.length === 0) throw new UploadError('nothing-given');
      const destination = request.destinationId === undefined ? destinations.chosen() : destinations.get(request.destinationId);
      if (destination === null) throw new UploadError('destination-unknown', { details: { reason: 'There is no destination yet.' } });
      // Written down as they are meant now: the next process may work in another directory.
      const paths = await absolutePaths(request.paths);
      return parts.intake.add(
        newBatch({ ...addedWithDefaults(request, parts.defaults.current), paths }, destination.destinationId, clock, randomness),
        paths,
      );
    },
    pause: (scope) => controls.pause(scope).finally(() => preflight.prune()),
    resume: (scope) => controls.resume(scope),
    retry: (scope) => controls.retry(scope),
    cancel: (scope) => controls.cancel(scope).finally(() => preflight.prune()),
    moveBatch: async (batchId, destinationId) => {
      const { emptied, ...answer } = await parts.relocation.moveBatch(batchId, destinations.get(destinationId).destinationId);
      removalListeners.tell(emptied);
      return answer;
    },
    clearSettled: async (before) => {
      const batchIds = await controls.clearSettled(before);
      removalListeners.tell(batchIds);
      return { affected: batchIds.length };
    },
    totals: () => {
      queue.commit();
      return parts.totals();
    },
    ...createQueueView(parts),
    ...parts.conflictDesk,
    destinations,
    watchedFolders: parts.watchedFolders,
    linkTo: (uploadId) => linkOfUpload({ queue, protocolFor: (destinationId) => destinations.protocolFor(destinationId), clock }, uploadId),
    listUnfinished: (destinationId) => unfinished.list(destinationId),
    removeUnfinished: (destinationId, unfinishedIds) => unfinished.remove(destinationId, unfinishedIds),
    trustHostKey: async (destinationId, fingerprint) => {
      const change = await trustHostKey(destinations.protocolFor(destinationId), fingerprint, clock);
      if (fingerprint !== null) parts.breaker.probeNow(destinationId);
      return change;
    },
    setConcurrency: (count) => scheduler.setConcurrency(count),
    setRateLimit: (bytesPerSecond) => parts.limits.setLimit(bytesPerSecond),
    setDestinationLimits: (limits) => parts.limits.setDestinationLimits(limits),
    setDefaults: (defaults) => {
      parts.defaults.current = defaults;
    },
    setCondition: (condition) => parts.standstill.setCondition(condition),
    wake: () => parts.machine.disrupt(),
    onProgress: (listener) => listeners.add(listener),
    onBatchesRemoved: (listener) => removalListeners.add(listener),
    whenIdle: () => {
      queue.commit();
      return parts.idleWatch.whenIdle();
    },
    drain: () => parts.drain.begin(),
    endDrain: () => parts.drain.callOff(),
    close: () => {
      unfinished.close();
      return parts.close();
    },
  };
}
