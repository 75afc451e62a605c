import type { FileProgress, ProgressEnvelope } from '../../../shared/progress.ts';
import type { ProgressListeners } from './progress-listeners.ts';

/**
 * Tells every listener how one file stands. A listener that throws is logged and disturbs neither the upload nor the other
 * listeners: the next event carries absolute values and heals it.
 */
export function publishFileProgress(listeners: ProgressListeners, payload: FileProgress, nowMs: number): void {
  const envelope: ProgressEnvelope = { action: 'file_progress', payload, timestamp: new Date(nowMs).toISOString() };
  listeners.tell(envelope);
}
