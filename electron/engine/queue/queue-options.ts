import type { AttemptStore } from '../storage/attempt-store.ts';
import type { QueueSweep } from '../storage/queue-sweep.ts';
import type { WriteBehindOptions } from './write-behind.ts';

export interface QueueOptions extends WriteBehindOptions {
  readonly attemptStore: AttemptStore;
  readonly sweep: QueueSweep;
}
