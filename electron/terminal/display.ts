import type { BatchProgress, ProgressEnvelope } from '../../shared/progress.ts';
import type { SentenceFacts } from '../../shared/text/batch-sentence.ts';

/** What a display draws from: asked for anew at every drawing. */
export interface DisplayFacts extends SentenceFacts {
  readonly progressPercentage: number;
}

/** How a command that moves bytes shows itself. */
export interface Display {
  /** Takes an event of the engine; draws when it is time. */
  show(event: ProgressEnvelope): void;
  /** A line that must not be missed, on stderr. Safe text only. */
  say(line: string): void;
  /** The last word: nothing is drawn after it. `summary` is for people, `batches` are the final states. */
  end(summary: string | null, batches: readonly BatchProgress[]): void;
}
