import type { UploadId } from '../../shared/ids.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { retryFailed } from '../host/retry-failed.ts';
import { askEngine } from './ask-engine.ts';
import type { RetryCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { followToExit } from './follow-to-exit.ts';
import { unfinishedBatches } from './unfinished-batches.ts';

/** `gantry retry`: begins again with what failed, all of it or the named files, and stays until it has arrived or failed again. */
export async function runRetry(command: RetryCommand, context: CommandContext): Promise<ExitCode> {
  const { engine, terminal } = context;
  const uploadIds = command.uploadIds as readonly UploadId[];
  const { affected } =
    uploadIds.length === 0 ? await retryFailed(engine) : await askEngine(context, 'retry', { scope: { kind: 'uploads', uploadIds } });
  if (affected === 0) {
    terminal.stderr.write(
      uploadIds.length === 0 ? 'Nothing has failed.\n' : 'Nothing to retry: those files have arrived or are on their way.\n',
    );
    return exitCodes.done;
  }
  const batchIds = unfinishedBatches(engine).map(({ batchId }) => batchId);
  return followToExit(context, { batchIds: () => batchIds, isJson: command.isJson, intro: `Trying ${countOf(affected, 'file')} again.` });
}
