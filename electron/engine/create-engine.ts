import type { PlainError } from '../../shared/error-codes.ts';
import type { Totals } from '../../shared/progress.ts';
import { isSettled } from '../../shared/upload.ts';
import { createConflicts } from './conflicts/create-conflicts.ts';
import { DestinationRegistry } from './destinations/destination-registry.ts';
import { movedAt } from './destinations/remembered-move.ts';
import { rememberSilence } from './destinations/remembered-silence.ts';
import type { Engine } from './engine.ts';
import { createEngineFacade } from './engine-facade.ts';
import { createEngineLog } from './engine-log.ts';
import type { EngineOptions } from './engine-options.ts';
import { MachineWatch } from './machine-watch.ts';
import { planOfUpload } from './plan-of-upload.ts';
import { createProgressAggregator } from './progress/progress-aggregator.ts';
import { createProgressListeners } from './progress/progress-listeners.ts';
import { createQueueTotals } from './progress/queue-totals.ts';
import { createRemovalListeners } from './progress/removal-listeners.ts';
import { protocols } from './protocols/registry.ts';
import { ArrivedNames } from './queue/arrived-names.ts';
import { Controls } from './queue/controls.ts';
import { Discards } from './queue/discards.ts';
import { Drain } from './queue/drain.ts';
import { createIdleWatch } from './queue/idle-watch.ts';
import { Intake } from './queue/intake.ts';
import { isShowable } from './queue/is-showable.ts';
import { OneAfterAnother } from './queue/one-after-another.ts';
import { Queue } from './queue/queue.ts';
import { recover } from './queue/recover.ts';
import { Relocation } from './queue/relocation.ts';
import { Scheduler } from './queue/scheduler.ts';
import { DestinationBreaker } from './retry/destination-breaker.ts';
import { heldDestinationsOf } from './retry/held-destinations.ts';
import { holdSilent } from './retry/hold-silent.ts';
import { openFileSource } from './source/file-source.ts';
import { fingerprintOf } from './source/fingerprint.ts';
import { createRateLimits } from './source/rate-limits.ts';
import { createSmallFileReader } from './source/small-file-reader.ts';
import { isSourceAway } from './source/source-away.ts';
import { createStores } from './storage/create-stores.ts';
import { ownDataDirectory } from './storage/own-data-directory.ts';
import { usualDefaults } from './usual-defaults.ts';
import { createWatching } from './watch/create-watching.ts';
import { sourceOfWatched } from './watch/source-of-watched.ts';

export const defaultConcurrency = 6;
/** Connections are kept for so many: how many files run at once may change while they do. */
const mostConcurrency = 64;
export const defaultStallTimeoutMs = 30_000;

/**
 * Builds the engine on a data directory and goes on with what the last process left.
 * Throws `queue-held` when another Gantry owns the directory, `queue-newer` when a newer one wrote it,
 * and what `storageErrorOf` says when it cannot be used.
 */
export function createEngine(options: EngineOptions): Engine {
  const { dataDirectory, ports, concurrency = defaultConcurrency, stallTimeoutMs = defaultStallTimeoutMs } = options;
  const { startsTransfers = true } = options;
  const { clock, randomness, log } = ports;
  const { database, setAsidePath, release } = ownDataDirectory(dataDirectory, clock);
  const { uploadStore, batchStore, attemptStore, destinationStore, left, watchStore, sweep } = createStores(database);
  let notice: PlainError | null = setAsidePath === null ? null : { code: 'queue-unreadable', details: { path: setAsidePath } };
  let closing: Promise<void> | null = null;
  const engineLog = createEngineLog(log);
  const listeners = createProgressListeners(log);
  const removalListeners = createRemovalListeners(log);
  const idleWatch = createIdleWatch(isIdle);
  const limits = createRateLimits(clock);
  const { smallFiles = createSmallFileReader({ clock, log }) } = options;
  const defaults = { current: usualDefaults };
  const queueTotals = createQueueTotals();
  const destinations = new DestinationRegistry({
    store: destinationStore,
    ports,
    builtInDestinationUrl: options.builtInDestinationUrl ?? null,
    protocols: options.protocols ?? protocols,
    stallTimeoutMs,
    concurrency: Math.max(concurrency, mostConcurrency),
    silentForMs: (destinationId) => breaker.silentForMs(destinationId),
    onMoving: (destinationId, change) => relocation.leave(destinationId, change),
    onMended: (destinationId) => breaker.probeNow(destinationId),
  });
  const aggregator = createProgressAggregator({
    ...{ clock, listeners },
    batchOf: (record) => queue.batchOf(record),
    destinationNameOf: (batch) => destinations.nameOf(batch.destinationId),
    setOut: () => queue.setOut(),
  });
  const arrived = new ArrivedNames(uploadStore);
  const queue = new Queue({
    ...{ database, uploadStore, batchStore, attemptStore, sweep, clock, log },
    onWritten: (uploads, batches) => {
      arrived.written(uploads);
      const showable = uploads.filter((record) => isShowable(record, scheduler.isRunning(record.uploadId)));
      const tell = aggregator.prepare(showable, batches);
      const settled = uploads.filter(({ status }) => isSettled(status));
      return (isAll) => {
        tell();
        watching.settled(settled);
        // What ended last may still have to come to the disk.
        if (isAll) idleWatch.look();
        machine.keep();
      };
    },
    onTrouble: (trouble) => {
      notice = trouble;
      engineLog.queueTrouble(trouble);
      void standstill.set('trouble', trouble !== null);
      if (trouble === null) discards.tryAll();
      for (const batch of queue.batches.values()) if (batch.settledAt === null) aggregator.noteBatches([batch]);
    },
  });
  const breaker = new DestinationBreaker({
    ...{ clock, randomness },
    probe: async (destinationId) => void (await destinations.probe(destinationId)),
    onSilence: (destinationId, silentUntil) => rememberSilence(destinations.memoryOf(destinationId), silentUntil, clock.now()),
    isWanted: (destinationId) => discards.isWaitingFor(destinationId) || queue.openTo(destinationId).length > 0,
    onChange: (destinationId) => {
      const isFlowing = breaker.flowOf(destinationId) === 'flowing';
      const hold = breaker.holdOf(destinationId);
      if (hold !== null || isFlowing) engineLog.destinationChanged(destinationId, hold);
      scheduler.destinationChanged(destinationId);
      preflight.lookSoon();
      if (breaker.flowOf(destinationId) !== 'held') discards.tryAgain(destinationId);
      aggregator.noteBatches(queue.openTo(destinationId));
    },
  });
  const scheduler = new Scheduler({
    ...{ queue, breaker, arrived, clock, log, engineLog, concurrency },
    runOptions: (record) => ({
      protocol: destinations.protocolFor(record.destinationId),
      openSource: (path, pin, signal) =>
        openFileSource({
          ...{ path, ...pin, signal, clock, smallFiles, pace: limits.paceFor(record.destinationId) },
          ...sourceOfWatched(queue.batchOf(record), record),
        }),
      probe: async (signal) => void (await destinations.probe(record.destinationId, signal)),
      ...{ fingerprintOf, isSourceAway, randomness },
      disruptions: () => machine.disruptions(),
    }),
    planOf: (record) => planOfUpload(record, queue.batchOf(record), () => destinations.protocolFor(record.destinationId)),
    isSourceAway: ({ sourcePath, fingerprint }) => isSourceAway(sourcePath, fingerprint),
    onUndecided: (record) => preflight.enter(record),
    onBytesMoved: (record) => aggregator.note(record),
    onCheckpointKept: (record) => drain.rest(record),
    onRunEnded: (record) => queue.change(record, {}),
  });
  const drain = new Drain({ clock, scheduler, destinations });
  const { preflight, conflictDesk, standstill } = createConflicts({ queue, breaker, destinations, log, scheduler });
  const discards = new Discards({
    queue,
    protocolFor: (destinationId) => destinations.protocolFor(destinationId),
    clock,
    log,
    onRefused: (destinationId, error) => breaker.hold(destinationId, 'server-busy', error),
    onEnded: () => idleWatch.look(),
  });
  const intake = new Intake({
    ...{ queue, batchStore, uploadStore, clock, randomness, log },
    leaveOut: () => defaults.current.leaveOut,
    filtersOf: (destinationId) => destinations.filtersOf(destinationId),
    movedAt: (destinationId) => movedAt(destinations.memoryOf(destinationId)),
    onReady: (records) => scheduler.takeIn(records),
    onEmpty: (batch) => {
      queue.removeBatches([batch]);
      removalListeners.tell([batch.batchId]);
    },
    onScanEnded: () => {
      idleWatch.look();
      preflight.lookSoon();
    },
  });
  const line = new OneAfterAnother();
  const relocation = new Relocation({
    ...{ queue, scheduler, breaker, discards, destinations, uploadStore, clock, randomness, log, line },
    onBatchWhole: () => preflight.lookSoon(),
  });
  const controls = new Controls({ queue, scheduler, breaker, intake, discards, line });
  const machine = new MachineWatch({
    ...ports,
    isNeeded: () => !isIdle(),
    onSetBack: (byMs) => {
      breaker.setBack(byMs);
      scheduler.setBack(byMs);
    },
    onDisruption: () => {
      destinations.suspectConnections();
      watching.scanSoon();
      breaker.probeAfterWake();
      scheduler.wake();
    },
  });

  function isIdle(): boolean {
    if (intake.isScanning || scheduler.runningCount > 0 || discards.isBusy) return false;
    if (!startsTransfers) return true;
    for (const { counts } of queue.batches.values()) if (counts.queued + counts.waiting > 0) return false;
    return true;
  }

  function totals(): Totals {
    const held = heldDestinationsOf(breaker, (destinationId) => destinations.nameOf(destinationId));
    const speedBytesPerSecond = aggregator.totalSpeed();
    return queueTotals.compute(queue.batches.values(), { speedBytesPerSecond, held, notice, ...standstill.facts() });
  }

  async function close(): Promise<void> {
    machine.close();
    // A drive that hangs must not keep what is being sent from being stopped.
    const unwatched = watching.close();
    await intake.close();
    await standstill.set('host', true);
    // What a person asked for holds at the next start, too.
    await line.whenDone();
    await unwatched;
    drain.close();
    await discards.close();
    for (const part of [scheduler, smallFiles, breaker, queue, aggregator, destinations]) part.close();
    release();
    engineLog.stopped();
  }

  if (!startsTransfers) void standstill.set('host', true);
  const watching = createWatching({
    ...{ ports, queue, uploadStore, store: watchStore, destinations, dataDirectory, receiveDirectory: options.receiveDirectory ?? null },
    isWatching: startsTransfers && (options.watchesFolders ?? true),
    defaults: () => defaults.current,
    onReady: (records) => scheduler.takeIn(records),
    onBatchWhole: () => preflight.lookSoon(),
  });
  holdSilent(destinations, breaker, clock);
  recover({ queue, scheduler, discards, clock });
  const unfinishedFiles = [...queue.live()].length;
  engineLog.started({ startsTransfers, concurrency, stallTimeoutMs, batches: queue.batches.size, unfinishedFiles, setAsidePath });
  if (startsTransfers) intake.resumeAll();
  scheduler.pump();

  return createEngineFacade({
    ...{ ports, queue, batchStore, attemptStore, aggregator, totals, destinations, intake, controls, relocation },
    ...{ scheduler, drain, breaker, machine, limits, defaults, listeners, removalListeners, idleWatch, preflight, conflictDesk },
    standstill,
    left,
    watchedFolders: watching,
    close: () => {
      closing ??= close();
      return closing;
    },
  });
}
