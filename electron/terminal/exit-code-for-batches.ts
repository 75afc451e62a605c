import type { BatchProgress } from '../../shared/progress.ts';
import type { Engine } from '../engine/engine.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { Followed } from './follow-batches.ts';
import { trueRefusals } from './true-refusals.ts';

/** How a command ends that followed these batches. */
export function exitCodeForBatches({ end, batches }: Followed, engine: Pick<Engine, 'listRefusals'>): ExitCode {
  switch (end) {
    case 'interrupted':
    case 'asks':
      return exitCodes.interrupted;
    case 'unusable':
      return exitCodes.destinationUnusable;
    case 'finished':
      return batches.every((batch) => isWhole(batch, engine)) ? exitCodes.done : exitCodes.someFailed;
  }
}

function isWhole(batch: BatchProgress, engine: Pick<Engine, 'listRefusals'>): boolean {
  return batch.failed + batch.cancelled + batch.paused === 0 && trueRefusals(engine, batch).length === 0;
}
