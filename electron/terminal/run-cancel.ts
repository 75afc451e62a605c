import type { BatchId } from '../../shared/ids.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { sleepOn } from '../engine/source/sleep-on.ts';
import type { CancelCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';

/** Removing at the destination what a cancelled file left there may take so long; after that it is done at the next start. */
const discardMs = 5_000;

/** `gantry cancel`: takes what is left of a batch out of the queue; what has arrived stays where it arrived. */
export async function runCancel(command: CancelCommand, context: CommandContext): Promise<ExitCode> {
  const { queue, terminal, interruption } = context;
  const batchId = command.batchId as BatchId;
  const { affected } = await queue.ask('cancel', { scope: { kind: 'batch', batchId } });
  const enough = new AbortController();
  const signal = AbortSignal.any([enough.signal, interruption.signal]);
  await Promise.race([queue.whenIdle(), sleepOn(terminal.clock)(discardMs, signal).catch(() => undefined)]);
  enough.abort();
  terminal.stdout.write(affected === 0 ? 'Nothing was left to cancel.\n' : `Cancelled ${countOf(affected, 'file')}.\n`);
  return exitCodes.done;
}
