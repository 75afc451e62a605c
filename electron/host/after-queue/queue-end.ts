import type { BatchProgress } from '../../../shared/progress.ts';

/** The end of what was to be sent. */
export interface QueueEnd {
  /** The batches that were worked on since the last end. */
  readonly batches: readonly BatchProgress[];
  readonly hasFailures: boolean;
}
