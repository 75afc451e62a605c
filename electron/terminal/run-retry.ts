import type { UploadId } from '../../shared/ids.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { retryFailed } from '../host/retry-failed.ts';
import type { RetryCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { followToExit } from './follow-to-exit.ts';
import { openProgressFeed } from './progress-feed.ts';
import { unfinishedBatches } from './unfinished-batches.ts';

/** `gantry retry`: begins again with what failed, all of it or the named files, and stays until it has arrived or failed again. */
export async function runRetry(command: RetryCommand, context: CommandContext): Promise<ExitCode> {
  const { queue, terminal } = context;
  const uploadIds = command.uploadIds as readonly UploadId[];
  const feed = await openProgressFeed(queue);
  const before = new Map((await queue.ask('getOverview', {})).batches.map(({ batchId, settledAt }) => [batchId, settledAt]));
  const { affected } =
    uploadIds.length === 0
      ? await retryFailed({ listUploads: (query) => queue.ask('listUploads', query), retry: (scope) => queue.ask('retry', { scope }) })
      : await queue.ask('retry', { scope: { kind: 'uploads', uploadIds } });
  if (affected === 0) {
    terminal.stderr.write(
      uploadIds.length === 0 ? 'Nothing has failed.\n' : 'Nothing to retry: those files have arrived or are on their way.\n',
    );
    return exitCodes.done;
  }
  const { batches } = await queue.ask('getOverview', {});
  const open = new Set(unfinishedBatches(batches));
  // A file may have failed again by now, and settled its batch anew.
  const meant = batches.filter((batch) => open.has(batch) || before.get(batch.batchId) !== batch.settledAt);
  const batchIds = meant.map(({ batchId }) => batchId);
  return followToExit(context, {
    ...{ feed, isJson: command.isJson, ownBatchId: null },
    batchIds: () => batchIds,
    intro: `Trying ${countOf(affected, 'file')} again.`,
  });
}
