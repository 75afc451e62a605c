import type { Refusal } from '../../shared/contract.ts';
import type { PlainError } from '../../shared/error-codes.ts';
import type { DestinationId } from '../../shared/ids.ts';
import type { Totals } from '../../shared/progress.ts';
import { conditionWords } from '../../shared/text/condition-words.ts';
import { countOf } from '../../shared/text/count-of.ts';
import { holdWords } from '../../shared/text/hold-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { errorSentence } from './error-sentence.ts';
import { refusalLine } from './refusal-line.ts';
import { trustHint } from './trust-hint.ts';

export interface ProblemLines {
  /** Says what could not be added. */
  refusals(refusals: readonly Refusal[]): void;
  /** Says which destinations began or ceased to hold their files, and what concerns the whole queue. */
  holds(totals: Pick<Totals, 'held' | 'notice' | 'condition'>): void;
}

/** Puts into words, once each, what goes wrong besides single files. */
export function createProblemLines(say: (line: string) => void): ProblemLines {
  const held = new Map<DestinationId, { readonly reason: string; readonly name: string }>();
  let notice: string | null = null;
  let condition: string | null = null;

  function noticed(error: PlainError | null): void {
    const sentence = error === null ? null : errorSentence(error);
    if (sentence === notice) return;
    notice = sentence;
    if (sentence !== null) say(error?.details.path === undefined ? sentence : `${sentence} (${visibleText(error.details.path)})`);
  }

  return {
    refusals(refusals) {
      let duplicates = 0;
      for (const { path, ...error } of refusals) {
        if (error.code === 'duplicate') duplicates += 1;
        else say(refusalLine({ path, ...error }));
      }
      if (duplicates > 0)
        say(`${countOf(duplicates, 'file')} ${duplicates === 1 ? 'is' : 'are'} in the queue already and not added again.`);
    },
    holds(totals) {
      noticed(totals.notice);
      const words = totals.condition === undefined ? null : conditionWords(totals.condition);
      if (words !== null && words !== condition) say(`${words}. It ends by itself; the window can go on anyway.`);
      condition = words;
      for (const { destinationId, destinationName, reason, error } of totals.held) {
        const before = held.get(destinationId);
        if (before?.reason === reason) continue;
        const name = visibleText(destinationName);
        held.set(destinationId, { reason, name });
        const { title, remedy } = holdWords(reason, error);
        say(`${name}: ${title}. ${remedy}${trustHint(error, destinationName)}`);
      }
      const heldIds = new Set(totals.held.map(({ destinationId }) => destinationId));
      for (const [destinationId, { name }] of held) {
        if (heldIds.has(destinationId)) continue;
        held.delete(destinationId);
        say(`${name}: goes on.`);
      }
    },
  };
}
