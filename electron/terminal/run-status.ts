import type { BatchStatus } from '../../shared/batch.ts';
import type { BatchProgress, Totals } from '../../shared/progress.ts';
import { batchHold } from '../../shared/text/batch-hold.ts';
import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { formatCount } from '../../shared/text/format-count.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { watchedBatchWords } from '../../shared/text/watch-words.ts';
import type { StatusCommand } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';
import { openQueueLook } from './queue-look.ts';
import type { Terminal } from './terminal.ts';

const statusWords: Readonly<Record<BatchStatus, string>> = {
  pending: 'Not begun',
  processing: 'Under way',
  paused: 'Paused',
  completed: 'Done',
  failed: 'Finished with failures',
  cancelled: 'Cancelled',
};

/** `gantry status`: the batches as whoever holds the queue has them, else as they are on the disk. */
export async function runStatus(command: StatusCommand, dataDirectory: string, { stdout, clock }: Terminal): Promise<ExitCode> {
  const look = await openQueueLook(dataDirectory, clock);
  try {
    const overview = await look.overview();
    if (command.isJson) stdout.write(`${jsonText(overview)}\n`);
    else
      stdout.write(
        overview.batches.length === 0 ? 'The queue is empty.\n' : overview.batches.map((batch) => linesOf(batch, overview.totals)).join(''),
      );
    return exitCodes.done;
  } finally {
    look.close();
  }
}

function linesOf(batch: BatchProgress, totals: Totals): string {
  const facts = [
    statusWords[batch.status],
    formatPercentage(batch.progressPercentage),
    batchSentence({ ...batch, ...batchHold(batch, totals) }),
  ];
  if (batch.failed > 0) facts.push(`${formatCount(batch.failed)} failed`);
  if (batch.refused > 0) facts.push(`${formatCount(batch.refused)} could not be added`);
  if (batch.watchedPath !== undefined) facts.push(visibleText(watchedBatchWords(batch.watchedPath)));
  return `${batch.batchId}  ${visibleText(batch.name)} → ${visibleText(batch.destinationName)}\n  ${facts.join(' · ')}\n`;
}
