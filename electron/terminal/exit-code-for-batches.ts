import type { BatchProgress } from '../../shared/progress.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { Followed } from './follow-batches.ts';

/** How a command ends that followed these batches. */
export function exitCodeForBatches({ end, batches, refused }: Followed): ExitCode {
  switch (end) {
    case 'interrupted':
    case 'asks':
    case 'closing':
    case 'handed-over':
    case 'lost':
      return exitCodes.interrupted;
    case 'unusable':
      return exitCodes.destinationUnusable;
    case 'finished':
      return refused === 0 && batches.every(isWhole) ? exitCodes.done : exitCodes.someFailed;
  }
}

function isWhole({ failed, cancelled, paused }: BatchProgress): boolean {
  return failed + cancelled + paused === 0;
}
