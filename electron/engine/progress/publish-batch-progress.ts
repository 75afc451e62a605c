import type { BatchProgress, ProgressEnvelope } from '../../../shared/progress.ts';
import type { ProgressListeners } from './progress-listeners.ts';

/** Tells every listener how a batch stands as a whole; failures of a listener are treated as in `publishFileProgress`. */
export function publishBatchProgress(listeners: ProgressListeners, payload: BatchProgress, nowMs: number): void {
  const envelope: ProgressEnvelope = { action: 'batch_progress', payload, timestamp: new Date(nowMs).toISOString() };
  listeners.tell(envelope);
}
