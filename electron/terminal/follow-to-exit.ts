import type { BatchId } from '../../shared/ids.ts';
import { countOf } from '../../shared/text/count-of.ts';
import type { CommandContext } from './command-context.ts';
import { decideConflicts } from './decide-conflicts.ts';
import { exitCodeForBatches } from './exit-code-for-batches.ts';
import type { ExitCode } from './exit-codes.ts';
import type { FollowEnd } from './follow-batches.ts';
import { followBatches } from './follow-batches.ts';
import { unfinishedBatches, unfinishedFiles } from './unfinished-batches.ts';

/** Follows the batches and says at the end what is left and how it goes on. */
export async function followToExit(
  context: CommandContext,
  { batchIds, isJson, intro }: { readonly batchIds: () => readonly BatchId[]; readonly isJson: boolean; readonly intro: string },
): Promise<ExitCode> {
  const { engine, terminal, interruption, resumeHint } = context;
  let followed = await followBatches({ engine, terminal, interruption, isJson, intro, batchIds });
  while (followed.end === 'asks') {
    await decideConflicts(context, followed.batches);
    followed = await followBatches({ engine, terminal, interruption, isJson, intro: 'Going on.', batchIds });
  }
  const end: Exclude<FollowEnd, 'asks'> = followed.end;
  const exitCode = exitCodeForBatches(followed, engine);
  const left = unfinishedFiles(unfinishedBatches(engine));
  await context.closeEngine();
  switch (end) {
    case 'interrupted':
      // Whoever read the output is gone, so nothing is said.
      if (interruption.cause() === 'signal') terminal.stderr.write(`Interrupted. ${kept(left)}; “${resumeHint}” goes on.\n`);
      break;
    case 'unusable':
      terminal.stderr.write(`${kept(left)}; when that is mended, “${resumeHint}” goes on.\n`);
      break;
    case 'finished':
      if (left > 0)
        terminal.stderr.write(`${countOf(left, 'file')} of other batches ${left === 1 ? 'is' : 'are'} kept; “${resumeHint}” goes on.\n`);
  }
  return exitCode;
}

function kept(files: number): string {
  return `${countOf(files, 'file')} ${files === 1 ? 'is' : 'are'} kept`;
}
