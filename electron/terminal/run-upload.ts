import type { Refusal } from '../../shared/contract.ts';
import type { BatchId } from '../../shared/ids.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { Engine } from '../engine/engine.ts';
import type { UploadCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { errorSentence } from './error-sentence.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { findDestination } from './find-destination.ts';
import { followToExit } from './follow-to-exit.ts';
import { refusalLine } from './refusal-line.ts';
import { unfinishedBatches, unfinishedFiles } from './unfinished-batches.ts';
import { waitUntilUsable } from './wait-until-usable.ts';

/** `gantry upload`: asks the destination, adds the paths, and stays until they have arrived or failed. */
export async function runUpload(command: UploadCommand, context: CommandContext): Promise<ExitCode> {
  const { engine, terminal, interruption } = context;
  const { stderr } = terminal;
  const { destination, isNew } = findDestination(engine.destinations, command.to);
  const name = visibleText(destination.name);

  const usability = await waitUntilUsable(destination, context);
  if (usability.kind !== 'usable') {
    if (isNew) await engine.destinations.remove(destination.destinationId);
    if (usability.kind === 'unusable') stderr.write(`${name}: ${errorSentence(usability.error, destination.name)}\nNothing was queued.\n`);
    else if (interruption.cause() === 'signal') stderr.write('Interrupted. Nothing was queued.\n');
    return usability.kind === 'unusable' ? exitCodes.destinationUnusable : exitCodes.interrupted;
  }

  const others = unfinishedBatches(engine);
  if (others.length > 0) stderr.write(`Also goes on with ${countOf(unfinishedFiles(others), 'file')} of earlier batches.\n`);
  // Where nobody can be asked, both are kept.
  const conflict = command.conflict === 'ask' && terminal.ask === undefined ? 'rename' : command.conflict;
  const answer = await engine.add({
    paths: command.paths,
    destinationId: destination.destinationId,
    ...(command.verify ? { verify: true } : {}),
    ...(conflict === null ? {} : { conflict }),
    ...(command.maxAttempts === null ? {} : { maxAttempts: command.maxAttempts }),
  });
  if (answer.batchId !== null) {
    const { batchId } = answer;
    // The same command a second time, as after a crash: what is in the queue already belongs to an earlier batch, and is stayed for too.
    const earlier = others.map((other) => other.batchId);
    const batchIds = (): readonly BatchId[] => (hasDuplicates(engine, batchId) ? [...earlier, batchId] : [batchId]);
    return followToExit(context, { batchIds, isJson: command.isJson, intro: introOf(engine, batchId, name) });
  }

  for (const refusal of answer.refusals) if (refusal.code !== 'duplicate') stderr.write(`${refusalLine(refusal)}\n`);
  if (!isOnlyDuplicates(answer.refusals)) {
    stderr.write('There is nothing to upload.\n');
    return exitCodes.someFailed;
  }
  const batchIds = unfinishedBatches(engine).map(({ batchId }) => batchId);
  return followToExit(context, {
    batchIds: () => batchIds,
    isJson: command.isJson,
    intro: 'All of it is in the queue already; going on with it.',
  });
}

/** The number only when it is final: of a folder that is still being walked nobody knows it yet. */
function introOf(engine: Engine, batchId: BatchId, destinationName: string): string {
  const batch = engine.overview().batches.find((candidate) => candidate.batchId === batchId);
  if (batch === undefined || batch.isScanning) return `Uploading to ${destinationName}.`;
  return `Uploading ${countOf(batch.total, 'file')} to ${destinationName}.`;
}

function hasDuplicates(engine: Engine, batchId: BatchId): boolean {
  const refused = engine.overview().batches.find((batch) => batch.batchId === batchId)?.refused ?? 0;
  return refused > 0 && engine.listRefusals(batchId).some(({ code }) => code === 'duplicate');
}

function isOnlyDuplicates(refusals: readonly Refusal[]): boolean {
  return refusals.length > 0 && refusals.every(({ code }) => code === 'duplicate');
}
