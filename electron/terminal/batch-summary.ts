import type { BatchProgress } from '../../shared/progress.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { formatCount } from '../../shared/text/format-count.ts';
import { formatElapsed } from '../../shared/text/format-elapsed.ts';

export interface SummaryFacts {
  /** Entries that could not be added. */
  readonly refused: number;
  /** How long this command worked. */
  readonly elapsedMs: number;
}

/** How it ended, in a line or two: what arrived, what did not and what to do about it. */
export function batchSummary(batches: readonly BatchProgress[], { refused, elapsedMs }: SummaryFacts): string {
  const sum = (value: (batch: BatchProgress) => number): number => batches.reduce((total, batch) => total + value(batch), 0);
  const total = sum((batch) => batch.total);
  const arrived = sum((batch) => batch.successful);
  const failed = sum((batch) => batch.failed);
  const skipped = sum((batch) => batch.skipped);
  const ignored = sum((batch) => batch.ignored);
  const unfinished = sum((batch) => batch.total - batch.processed);
  const cancelled = sum((batch) => batch.cancelled);

  const bytes = formatBytes(sum((batch) => batch.bytesConfirmed));
  const head =
    arrived + skipped === total
      ? `${countOf(arrived, 'file')} arrived, ${bytes} in ${formatElapsed(elapsedMs / 1000)}`
      : `${formatCount(arrived)} of ${countOf(total, 'file')} arrived, ${bytes}`;
  const replaced = sum((batch) => batch.conflicts?.decided.overwrite ?? 0);
  const numbered = sum((batch) => batch.conflicts?.decided.rename ?? 0);
  const parts = [head];
  if (replaced > 0) parts.push(`${formatCount(replaced)} in place of what was there`);
  if (numbered > 0) parts.push(`${formatCount(numbered)} beside what was there`);
  if (failed > 0) parts.push(`${formatCount(failed)} failed`);
  if (cancelled > 0) parts.push(`${formatCount(cancelled)} cancelled`);
  if (skipped > 0) parts.push(`${formatCount(skipped)} skipped, as the destination has them`);
  if (refused > 0) parts.push(`${formatCount(refused)} could not be added`);
  if (ignored > 0) parts.push(`${formatCount(ignored)} left out (system files, empty folders)`);
  if (unfinished > 0) parts.push(`${formatCount(unfinished)} unfinished`);
  return `${parts.join(' · ')}.${failed > 0 ? '\n“gantry retry --failed” sends again what failed.' : ''}`;
}
