import { countOf } from '../../shared/text/count-of.ts';
import type { ResumeCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { followToExit } from './follow-to-exit.ts';
import { openProgressFeed } from './progress-feed.ts';
import { unfinishedBatches, unfinishedFiles } from './unfinished-batches.ts';

/** `gantry resume`: goes on with everything that is not finished, whether it was interrupted, paused or waits. */
export async function runResume(command: ResumeCommand, context: CommandContext): Promise<ExitCode> {
  const { queue, terminal } = context;
  const feed = await openProgressFeed(queue);
  const batches = unfinishedBatches((await queue.ask('getOverview', {})).batches);
  if (batches.length === 0) {
    terminal.stderr.write('Nothing is left to do.\n');
    return exitCodes.done;
  }
  await queue.ask('resume', { scope: { kind: 'all' } });
  const batchIds = batches.map(({ batchId }) => batchId);
  return followToExit(context, {
    ...{ feed, isJson: command.isJson, ownBatchId: null },
    batchIds: () => batchIds,
    intro: `Going on with ${countOf(unfinishedFiles(batches), 'file')}.`,
  });
}
