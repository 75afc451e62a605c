import type { AddAnswer, RequestValue } from '../../shared/contract.ts';
import type { BatchId } from '../../shared/ids.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { absolutePath } from '../engine/source/absolute-path.ts';
import type { ChooseBatches } from './batch-watch.ts';
import type { UploadCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { errorSentence } from './error-sentence.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { followToExit } from './follow-to-exit.ts';
import { openProgressFeed } from './progress-feed.ts';
import { refusalLine } from './refusal-line.ts';
import { signInElsewhere } from './sign-in-elsewhere.ts';
import { unfinishedBatches, unfinishedFiles } from './unfinished-batches.ts';
import { waitUntilUsable } from './wait-until-usable.ts';

/** `gantry upload`: asks the destination, adds the paths, and stays until they have arrived or failed. */
export async function runUpload(command: UploadCommand, context: CommandContext): Promise<ExitCode> {
  const { queue, terminal, interruption } = context;
  const { stderr } = terminal;
  const { destination, isNew } = await queue.ask('findDestination', { nameOrUrl: command.to });
  const name = visibleText(destination.name);
  const forget = async (): Promise<void> => {
    if (isNew) await queue.ask('removeDestination', { destinationId: destination.destinationId });
  };

  const signIn = await signInElsewhere(destination, context);
  if (signIn !== null) stderr.write(`${signIn.words}\n`);
  if (signIn?.isRefused) {
    await forget();
    return exitCodes.destinationUnusable;
  }
  const usability = await waitUntilUsable(destination, context);
  if (usability.kind !== 'usable') {
    await forget();
    if (usability.kind === 'unusable') stderr.write(`${name}: ${errorSentence(usability.error, destination.name)}\nNothing was queued.\n`);
    else if (interruption.cause() === 'signal') stderr.write('Interrupted. Nothing was queued.\n');
    return usability.kind === 'unusable' ? exitCodes.destinationUnusable : exitCodes.interrupted;
  }

  const feed = await openProgressFeed(queue);
  const others = unfinishedBatches((await queue.ask('getOverview', {})).batches);
  if (others.length > 0 && queue.holder === null)
    stderr.write(`Also goes on with ${countOf(unfinishedFiles(others), 'file')} of earlier batches.\n`);
  const answer = await add(command, destination.destinationId, context);
  if (answer.batchId !== null) {
    const { batchId } = answer;
    const { batches } = await queue.ask('getOverview', {});
    return followToExit(context, {
      ...{ feed, isJson: command.isJson, ownBatchId: batchId, intro: introOf(batches, batchId, name) },
      batchIds: withEarlier(batchId, others),
    });
  }

  for (const refusal of answer.refusals) if (refusal.code !== 'duplicate') stderr.write(`${refusalLine(refusal)}\n`);
  if (answer.refusals.length === 0 || answer.refusals.some(({ code }) => code !== 'duplicate')) {
    stderr.write('There is nothing to upload.\n');
    return exitCodes.someFailed;
  }
  const batchIds = unfinishedBatches((await queue.ask('getOverview', {})).batches).map(({ batchId }) => batchId);
  return followToExit(context, {
    ...{ feed, isJson: command.isJson, ownBatchId: null, intro: 'All of it is in the queue already; going on with it.' },
    batchIds: () => batchIds,
  });
}

async function add(
  { paths, conflict: given, verify, maxAttempts }: UploadCommand,
  destinationId: BatchProgress['destinationId'],
  { queue, terminal }: CommandContext,
): Promise<AddAnswer> {
  // Where nobody can be asked, both are kept.
  const conflict = given === 'ask' && terminal.ask === undefined ? 'rename' : given;
  return await queue.ask('addPaths', {
    // The folder in which this command stands, which is not that of whoever holds the queue.
    paths: await Promise.all(paths.map(absolutePath)),
    destinationId,
    ...(verify ? { verify } : {}),
    ...(conflict === null ? {} : { conflict }),
    ...(conflict === 'ask' ? { asksAnyway: true } : {}),
    ...(maxAttempts === null ? {} : { maxAttempts }),
  });
}

/** The same command a second time, as after a crash: what is in the queue already belongs to an earlier batch, and is stayed for too. */
function withEarlier(own: BatchId, earlier: readonly BatchProgress[]): ChooseBatches {
  let looked = 0;
  let leansOnEarlier = false;
  return async (batches, queue) => {
    const refused = batches.find(({ batchId }) => batchId === own)?.refused ?? 0;
    if (earlier.length > 0 && !leansOnEarlier && refused > looked) {
      for (let fromIndex: number | null = looked; fromIndex !== null && !leansOnEarlier; ) {
        const page: RequestValue<'listRefusals'> = await queue.ask('listRefusals', { batchId: own, fromIndex });
        looked += page.refusals.length;
        leansOnEarlier = page.refusals.some(({ code }) => code === 'duplicate');
        fromIndex = page.nextIndex;
      }
    }
    return leansOnEarlier ? [...earlier.map(({ batchId }) => batchId), own] : [own];
  };
}

/** The number only when it is final: of a folder that is still being walked nobody knows it yet. */
function introOf(batches: readonly BatchProgress[], batchId: BatchId, destinationName: string): string {
  const batch = batches.find((candidate) => candidate.batchId === batchId);
  if (batch === undefined || batch.isScanning) return `Uploading to ${destinationName}.`;
  return `Uploading ${countOf(batch.total, 'file')} to ${destinationName}.`;
}
