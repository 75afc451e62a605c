import type { BatchId } from '../../shared/ids.ts';
import type { BatchProgress, Totals } from '../../shared/progress.ts';
import { needsDecision } from '../../shared/text/conflict-words.ts';
import { waitReasonWords } from '../../shared/text/wait-reason-words.ts';
import type { Engine } from '../engine/engine.ts';
import { batchSummary } from './batch-summary.ts';
import { createDisplay } from './create-display.ts';
import type { DisplayFacts } from './display.ts';
import type { Interruption } from './interruption.ts';
import { createProblemLines } from './problem-lines.ts';
import type { Terminal } from './terminal.ts';
import { trueRefusals } from './true-refusals.ts';

export interface FollowOptions {
  readonly engine: Engine;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
  readonly isJson: boolean;
  /** What is going on, in a line. */
  readonly intro: string;
  /** Asked for at every look: a batch may turn out to lean on another one. */
  readonly batchIds: () => readonly BatchId[];
}

/** `asks`: a batch waits for a decision about names that are taken. `unusable`: every file that is left waits for a destination at which a person has to do something first. */
export type FollowEnd = 'finished' | 'interrupted' | 'unusable' | 'asks';

export interface Followed {
  readonly end: FollowEnd;
  readonly batches: readonly BatchProgress[];
}

const lookEveryMs = 250;

/** Shows the progress of these batches until they are finished, somebody interrupts, or nothing can go on without a person. */
export async function followBatches(options: FollowOptions): Promise<Followed> {
  const { engine, terminal, interruption, isJson, intro, batchIds } = options;
  const { clock } = terminal;
  const startedAt = clock.monotonicNow();
  let current = batchesOf(engine, batchIds());

  function facts(): DisplayFacts {
    const [only] = current;
    return current.length === 1 && only !== undefined ? only : engine.totals();
  }

  const display = createDisplay(terminal, { isJson, intro, facts });
  const problems = createProblemLines(display.say);

  const end = await new Promise<FollowEnd>((resolve) => {
    let cancelTimer: (() => void) | null = null;
    let isOver = false;

    function finish(reason: FollowEnd): void {
      if (isOver) return;
      isOver = true;
      cancelTimer?.();
      stopListening();
      interruption.signal.removeEventListener('abort', interrupted);
      resolve(reason);
    }

    const interrupted = (): void => finish('interrupted');

    function look(): void {
      if (isOver) return;
      const totals = engine.totals();
      current = batchesOf(engine, batchIds());
      for (const batch of current) problems.refusals(batch, engine.listRefusals);
      problems.holds(totals);
      if (current.every(isFinished)) finish('finished');
      else if (current.some(({ conflicts }) => needsDecision(conflicts))) finish('asks');
      else if (needsPerson(current, totals)) finish('unusable');
      else cancelTimer = clock.setTimer(look, lookEveryMs);
    }

    const stopListening = engine.onProgress((event) => {
      display.show(event);
      if (event.action !== 'batch_progress') return;
      current = current.map((batch) => (batch.batchId === event.payload.batchId ? event.payload : batch));
      if (current.every(isFinished)) look();
    });
    interruption.signal.addEventListener('abort', interrupted);
    if (interruption.signal.aborted) interrupted();
    else look();
  });

  const batches = batchesOf(engine, batchIds());
  const refused = batches.reduce((count, batch) => count + trueRefusals(engine, batch).length, 0);
  const elapsedMs = clock.monotonicNow() - startedAt;
  display.end(end === 'interrupted' || end === 'asks' ? null : batchSummary(batches, { refused, elapsedMs }), batches);
  return { end, batches };
}

function batchesOf(engine: Engine, batchIds: readonly BatchId[]): readonly BatchProgress[] {
  const followed = new Set(batchIds);
  return engine.overview().batches.filter(({ batchId }) => followed.has(batchId));
}

/** Nothing moves any more by itself: all files are settled, or a person paused them. */
function isFinished(batch: BatchProgress): boolean {
  return !batch.isScanning && batch.total - batch.processed - batch.paused === 0;
}

function needsPerson(batches: readonly BatchProgress[], { held }: Totals): boolean {
  const stuck = new Set(held.filter(({ reason }) => waitReasonWords(reason).needsPerson).map(({ destinationId }) => destinationId));
  return batches.every((batch) => isFinished(batch) || (!batch.isScanning && batch.active === 0 && stuck.has(batch.destinationId)));
}
