import { countOf } from '../../shared/text/count-of.ts';
import type { ResumeCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { followToExit } from './follow-to-exit.ts';
import { unfinishedBatches, unfinishedFiles } from './unfinished-batches.ts';

/** `gantry resume`: goes on with everything that is not finished, whether it was interrupted, paused or waits. */
export async function runResume(command: ResumeCommand, context: CommandContext): Promise<ExitCode> {
  const { engine, terminal } = context;
  const batches = unfinishedBatches(engine);
  if (batches.length === 0) {
    terminal.stderr.write('Nothing is left to do.\n');
    return exitCodes.done;
  }
  await engine.resume({ kind: 'all' });
  const batchIds = batches.map(({ batchId }) => batchId);
  return followToExit(context, {
    batchIds: () => batchIds,
    isJson: command.isJson,
    intro: `Going on with ${countOf(unfinishedFiles(batches), 'file')}.`,
  });
}
