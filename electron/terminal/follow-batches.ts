import type { BatchProgress, Totals } from '../../shared/progress.ts';
import { needsDecision } from '../../shared/text/conflict-words.ts';
import { waitReasonWords } from '../../shared/text/wait-reason-words.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { HolderEnd } from '../local-socket/holder-connection.ts';
import { batchSummary } from './batch-summary.ts';
import type { ChooseBatches } from './batch-watch.ts';
import { BatchWatch } from './batch-watch.ts';
import { createDisplay } from './create-display.ts';
import type { Interruption } from './interruption.ts';
import { isFinished } from './is-finished.ts';
import { createProblemLines } from './problem-lines.ts';
import type { ProgressFeed } from './progress-feed.ts';
import type { QueueAccess } from './queue-access.ts';
import type { Terminal } from './terminal.ts';

export interface FollowOptions {
  readonly queue: QueueAccess;
  readonly feed: ProgressFeed;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly isJson: boolean;
  /** What is going on, in a line. */
  readonly intro: string;
  readonly batchIds: ChooseBatches;
  /** The batches as they are on the disk, for when the process that held the queue has ended. */
  readonly fromDisk: () => readonly BatchProgress[];
}

/**
 * `asks`: a batch waits for a decision about names that are taken. `unusable`: every file that is left waits for a destination at which a person
 * has to do something first. `closing`, `lost`: the process that held the queue has ended;
 * `handed-over`: it gave the queue to another one.
 */
export type FollowEnd = 'finished' | 'interrupted' | 'unusable' | 'asks' | HolderEnd;

export interface Followed {
  readonly end: FollowEnd;
  readonly batches: readonly BatchProgress[];
  /** Entries that could not be added, but for what is in the queue already. */
  readonly refused: number;
}

const lookEveryMs = 250;
/** From another process events tell what changes; a look finds only what is no event. */
const lookElsewhereEveryMs = 1_000;

/** Shows the progress of these batches until they are finished, somebody interrupts, or nothing can go on without a person. Throws `UploadError`. */
export async function followBatches(options: FollowOptions): Promise<Followed> {
  const { queue, feed, terminal, interruption, isJson, intro } = options;
  const { clock } = terminal;
  const startedAt = clock.monotonicNow();
  const watch = new BatchWatch(queue, options.batchIds);
  const firstRefusals = await watch.look();
  const display = createDisplay(terminal, { isJson, intro, facts: watch.facts });
  const problems = createProblemLines(display.say);
  let relisting: Promise<void> = Promise.resolve();
  const timestamp = (): string => new Date(clock.now()).toISOString();

  const judge = (): FollowEnd | null => {
    problems.holds(watch.totals);
    if (watch.batches.every(isFinished)) return 'finished';
    if (watch.batches.some(({ conflicts }) => needsDecision(conflicts))) return 'asks';
    return needsPerson(watch.batches, watch.totals) ? 'unusable' : null;
  };
  problems.refusals(firstRefusals);
  const looks = createLooks({
    ...{ queue, terminal, interruption, judge },
    look: async () => problems.refusals(await watch.look()),
  });
  const stopListening = feed.listen({
    onEvent(event) {
      // In the list of another process there is more than this command asked for.
      if (queue.holder !== null && !watch.has(event.payload.batchId)) return;
      display.show(event);
      watch.note(event);
      if (event.action === 'batch_progress' && watch.batches.every(isFinished)) looks.lookNow();
    },
    onGap() {
      relisting = relisting.then(() => watch.tellAll(display.show, timestamp())).catch(ignoreGone);
    },
  });
  let end = await looks.ended;
  if (end === 'closing' || end === 'lost' || end === 'handed-over') {
    watch.replace(options.fromDisk().filter(({ batchId }) => watch.has(batchId)));
    // It may have ended because there was nothing left to do.
    if (watch.batches.length > 0 && watch.batches.every(isFinished)) end = 'finished';
  } else {
    await (end === 'interrupted' ? undefined : queue.catchUp().catch(ignoreGone));
    await relisting;
    problems.refusals(await watch.look().catch(() => []));
  }
  stopListening();
  const { batches, trueRefusals: refused } = watch;
  const elapsedMs = clock.monotonicNow() - startedAt;
  const hasSummary = end === 'finished' || end === 'unusable';
  display.end(hasSummary ? batchSummary(batches, { refused, elapsedMs }) : null, batches);
  return { end, batches, refused };
}

interface LooksOptions {
  readonly queue: QueueAccess;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  look(): Promise<void>;
  /** What the last look means; null: it goes on. */
  judge(): FollowEnd | null;
}

/** Looks again and again until there is an end. */
function createLooks({ queue, terminal, interruption, look, judge }: LooksOptions): {
  readonly ended: Promise<FollowEnd>;
  lookNow(): void;
} {
  const { clock } = terminal;
  const everyMs = queue.holder === null ? lookEveryMs : lookElsewhereEveryMs;
  let resolve: (end: FollowEnd) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const ended = new Promise<FollowEnd>((resolveEnded, rejectEnded) => {
    resolve = resolveEnded;
    reject = rejectEnded;
  });
  let cancelTimer: (() => void) | null = null;
  let isOver = false;
  let isLooking = false;

  function finish(end: FollowEnd): void {
    if (isOver) return;
    isOver = true;
    cancelTimer?.();
    interruption.signal.removeEventListener('abort', interrupted);
    resolve(end);
  }

  const interrupted = (): void => finish('interrupted');

  function settle(): void {
    const end = isOver ? null : judge();
    if (end !== null) finish(end);
    if (!isOver) cancelTimer = clock.setTimer(lookNow, everyMs);
  }

  function lookNow(): void {
    if (isOver || isLooking) return;
    isLooking = true;
    cancelTimer?.();
    look()
      .catch(ignoreGone)
      .then(() => {
        isLooking = false;
        settle();
      })
      .catch((error: unknown) => reject(error));
  }

  interruption.signal.addEventListener('abort', interrupted);
  void queue.ended.then(finish);
  if (interruption.signal.aborted) interrupted();
  // The caller has just looked.
  else settle();
  return { ended, lookNow };
}

/** The end of the holder is told by itself. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof UploadError) || error.code !== 'holder-gone') throw error;
}

function needsPerson(batches: readonly BatchProgress[], { held }: Totals): boolean {
  const stuck = new Set(held.filter(({ reason }) => waitReasonWords(reason).needsPerson).map(({ destinationId }) => destinationId));
  return batches.every((batch) => isFinished(batch) || (!batch.isScanning && batch.active === 0 && stuck.has(batch.destinationId)));
}
