import type { DecidingPolicy, PolicyEffects } from '../../shared/conflict.ts';
import { decidingPolicies } from '../../shared/conflict.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { alreadyThere, effectsSentence, needsDecision, policyWords } from '../../shared/text/conflict-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { CommandContext } from './command-context.ts';

const keys: Readonly<Record<DecidingPolicy, string>> = { overwrite: 'r', 'skip-same': 'u', skip: 's', newer: 'n', rename: 'k' };

/**
 * Decides what becomes of files whose names are taken: asks once for each batch where a person sits at the terminal, and keeps both where
 * nobody does, which loses nothing.
 */
export async function decideConflicts(
  { queue, terminal, interruption }: Pick<CommandContext, 'queue' | 'terminal' | 'interruption'>,
  batches: readonly BatchProgress[],
): Promise<void> {
  for (const batch of batches) {
    if (!needsDecision(batch.conflicts)) continue;
    const { batchId } = batch;
    const question = `${alreadyThere(batch)} at ${visibleText(batch.destinationName)}.`;
    if (terminal.ask === undefined) {
      terminal.stderr.write(`${question} Both are kept.\n`);
      await queue.ask('resolveConflicts', { batchId, decision: { policy: 'rename' } });
      continue;
    }
    const { effects } = await queue.ask('getConflicts', { batchId, limit: 1 });
    terminal.stderr.write(`${question}\n${choicesText(effects)}`);
    let policy: DecidingPolicy | null = null;
    while (policy === null) {
      const line = await terminal.ask('Which one? ', interruption.signal);
      // Nobody is there any more: the batch keeps waiting.
      if (line === null) return;
      policy = decidingPolicies.find((one) => keys[one] === line.trim().toLowerCase() || one === line.trim()) ?? null;
    }
    await queue.ask('resolveConflicts', { batchId, decision: { policy } });
  }
}

function choicesText(effects: Readonly<Record<DecidingPolicy, PolicyEffects>>): string {
  const lines = decidingPolicies.map((policy) => {
    const { name, meaning } = policyWords(policy);
    return `  ${keys[policy]}  ${name} (${effectsSentence(effects[policy], 'within')}). ${meaning}\n`;
  });
  return lines.join('');
}
