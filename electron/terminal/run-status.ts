import type { BatchStatus } from '../../shared/batch.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { formatCount } from '../../shared/text/format-count.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';
import type { StatusCommand } from './command.ts';
import { emptyTotals } from './empty-totals.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

const statusWords: Readonly<Record<BatchStatus, string>> = {
  pending: 'Not begun',
  processing: 'Under way',
  paused: 'Paused',
  completed: 'Done',
  failed: 'Finished with failures',
  cancelled: 'Cancelled',
};

/** `gantry status`: the batches as they are on the disk, also while another Gantry works on them. */
export async function runStatus(command: StatusCommand, dataDirectory: string, { stdout }: Terminal): Promise<ExitCode> {
  const reader = openQueueReader(dataDirectory);
  try {
    const overview = reader?.overview() ?? { batches: [], totals: emptyTotals };
    if (command.isJson) stdout.write(`${JSON.stringify(overview)}\n`);
    else stdout.write(overview.batches.length === 0 ? 'The queue is empty.\n' : overview.batches.map(linesOf).join(''));
    return exitCodes.done;
  } finally {
    reader?.close();
  }
}

function linesOf(batch: BatchProgress): string {
  const facts = [statusWords[batch.status], formatPercentage(batch.progressPercentage), batchSentence(batch)];
  if (batch.failed > 0) facts.push(`${formatCount(batch.failed)} failed`);
  if (batch.refused > 0) facts.push(`${formatCount(batch.refused)} could not be added`);
  return `${batch.batchId}  ${visibleText(batch.name)} → ${visibleText(batch.destinationName)}\n  ${facts.join(' · ')}\n`;
}
