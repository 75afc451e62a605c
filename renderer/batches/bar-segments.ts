import type { BatchProgress } from '../../shared/progress.ts';
import type { BarSegment } from '../ui/bar-segment.ts';

/**
 * A batch's bar in segments. What the destination has and what is on its way are known in bytes; the rest of the bar is shared out
 * by the number of files that wait for a retry or failed, as their bytes are not told apart.
 */
export function barSegments(batch: BatchProgress): readonly BarSegment[] {
  const whole = batch.bytesTotal > 0 ? batch.bytesTotal : 1;
  const reached = batch.progressPercentage / 100;
  const done = Math.min(reached, batch.bytesConfirmed / whole);
  const unsettled = batch.total - batch.successful - batch.skipped - batch.cancelled;
  const perFile = unsettled > 0 ? (1 - reached) / unsettled : 0;
  const isPaused = batch.paused > 0 && batch.active + batch.queued + batch.waiting === 0;
  const segments: readonly BarSegment[] = [
    { kind: 'done', share: done },
    { kind: isPaused ? 'paused' : 'moving', share: reached - done },
    { kind: 'waiting', share: batch.waiting * perFile },
    { kind: 'failed', share: batch.failed * perFile },
  ];
  return segments.filter(({ share }) => share > 0);
}
