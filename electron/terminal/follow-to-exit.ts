import type { BatchId } from '../../shared/ids.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { countOf } from '../../shared/text/count-of.ts';
import type { ChooseBatches } from './batch-watch.ts';
import { batchesOnDisk } from './batches-on-disk.ts';
import type { CommandContext } from './command-context.ts';
import { decideConflicts } from './decide-conflicts.ts';
import { exitCodeForBatches } from './exit-code-for-batches.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import type { FollowEnd } from './follow-batches.ts';
import { followBatches } from './follow-batches.ts';
import { joinNextHolder } from './join-next-holder.ts';
import type { ProgressFeed } from './progress-feed.ts';
import { openProgressFeed } from './progress-feed.ts';
import { runAfterQueue } from './run-after-queue.ts';
import { unfinishedBatches, unfinishedFiles } from './unfinished-batches.ts';

export interface FollowToExit {
  /** Opened before anything was set going. */
  readonly feed: ProgressFeed;
  readonly batchIds: ChooseBatches;
  /** The batch that this command added; null: it added none. */
  readonly ownBatchId: BatchId | null;
  readonly isJson: boolean;
  readonly intro: string;
}

/** Follows the batches, also when they are handed over to another process, and says at the end what is left and how it goes on. */
export async function followToExit(context: CommandContext, options: FollowToExit): Promise<ExitCode> {
  const { exitCode, end, leave } = await followAtHolder(context, options);
  const next = end === 'handed-over' ? await joinNextHolder(context) : null;
  if (next === null) {
    await leave();
    return exitCode;
  }
  context.terminal.stderr.write('Another Gantry took the list over, and sends the files from here on.\n');
  await context.queue.close();
  try {
    const feed = await openProgressFeed(next);
    return await followToExit({ ...context, queue: next }, { ...options, feed, intro: 'Going on.' });
  } finally {
    await next.close();
  }
}

interface FollowedAtHolder {
  readonly exitCode: ExitCode;
  readonly end: FollowEnd;
  /** Says how it ended, and leaves the queue. */
  leave(): Promise<void>;
}

async function followAtHolder(context: CommandContext, options: FollowToExit): Promise<FollowedAtHolder> {
  const { queue, terminal, interruption, dataDirectory } = context;
  const { feed, isJson, batchIds } = options;
  const fromDisk = (): readonly BatchProgress[] => batchesOnDisk(dataDirectory);
  const follow = { queue, feed, terminal, interruption, isJson, batchIds, fromDisk };
  let followed = await followBatches({ ...follow, intro: options.intro });
  while (followed.end === 'asks') {
    await decideConflicts(context, followed.batches);
    followed = await followBatches({ ...follow, intro: 'Going on.' });
  }
  feed.end();
  const { end } = followed;
  const exitCode = exitCodeForBatches(followed);
  // A Gantry that took the list over does what comes after it by itself.
  const isOver = end === 'finished' && queue.holder === null;
  return {
    exitCode,
    end,
    async leave() {
      const settings = context.actsAfterwards && isOver ? (await queue.ask('getSettings', {})).settings : null;
      if (queue.holder !== null) {
        await leaveHolder(end, followed.batches, options.ownBatchId, context);
        return;
      }
      const all = await leaveOwnQueue(end, context);
      // What a person paused is not through, whosever it is.
      const isMoreLeft = all.some(({ settledAt, isScanning }) => settledAt === null || isScanning);
      if (settings !== null)
        await runAfterQueue(settings, { batches: followed.batches, hasFailures: exitCode !== exitCodes.done, isMoreLeft }, context);
    },
  };
}

/** Answers all batches as they were left. */
async function leaveOwnQueue(
  end: Exclude<FollowEnd, 'asks'>,
  { queue, terminal, interruption, resumeHint }: CommandContext,
): Promise<readonly BatchProgress[]> {
  const { stderr } = terminal;
  if (end === 'finished' && queue.followers() > 0) {
    stderr.write(`Stays for ${countOf(queue.followers(), 'other command')} whose files this one sends; Ctrl-C ends it.\n`);
    await queue.whenUnneeded(interruption.signal);
  }
  const { batches } = await queue.ask('getOverview', {});
  const left = unfinishedFiles(unfinishedBatches(batches));
  await queue.close();
  switch (end) {
    case 'interrupted':
      // Whoever read the output is gone, so nothing is said.
      if (interruption.cause() === 'signal') stderr.write(`Interrupted. ${kept(left)}; “${resumeHint}” goes on.\n`);
      break;
    case 'unusable':
      stderr.write(`${kept(left)}; when that is mended, “${resumeHint}” goes on.\n`);
      break;
    case 'finished':
      if (left > 0) stderr.write(`${countOf(left, 'file')} of other batches ${left === 1 ? 'is' : 'are'} kept; “${resumeHint}” goes on.\n`);
      break;
    case 'closing':
    case 'handed-over':
    case 'lost':
      // Nobody else held it.
      break;
  }
  return batches;
}

/** The batch that this command added stops with it, as it does without a holder; what others added goes on. */
async function leaveHolder(
  end: Exclude<FollowEnd, 'asks'>,
  batches: readonly BatchProgress[],
  ownBatchId: BatchId | null,
  { queue, terminal, interruption, resumeHint }: CommandContext,
): Promise<void> {
  const { stderr } = terminal;
  const left = unfinishedFiles(batches);
  switch (end) {
    case 'interrupted': {
      if (ownBatchId !== null) await queue.ask('pause', { scope: { kind: 'batch', batchId: ownBatchId } });
      if (interruption.cause() !== 'signal') break;
      const own = unfinishedFiles(batches.filter(({ batchId }) => batchId === ownBatchId));
      stderr.write(
        ownBatchId === null
          ? `Left alone. The Gantry that holds the list goes on with ${countOf(left, 'file')}.\n`
          : `Interrupted. The batch is paused where it is sent: ${kept(own).toLowerCase()}; “${resumeHint}” goes on.\n`,
      );
      break;
    }
    case 'unusable':
      stderr.write(`${kept(left)}; when that is mended, “${resumeHint}” goes on.\n`);
      break;
    case 'closing':
    case 'handed-over':
    case 'lost': {
      const what = end === 'lost' ? 'ended unexpectedly' : 'was closed';
      stderr.write(`The Gantry that sent the files ${what}. ${kept(left)}; start it again, or “${resumeHint}” goes on.\n`);
      break;
    }
    case 'finished':
      break;
  }
  await queue.close();
}

function kept(files: number): string {
  return `${countOf(files, 'file')} ${files === 1 ? 'is' : 'are'} kept`;
}
