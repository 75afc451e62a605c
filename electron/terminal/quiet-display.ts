import { batchSentence } from '../../shared/text/batch-sentence.ts';
import { formatPercentage } from '../../shared/text/format-percentage.ts';
import type { Display, DisplayFacts } from './display.ts';
import { createFailureLines } from './failure-lines.ts';
import type { Terminal } from './terminal.ts';

const lineEveryMs = 10_000;

/** For pipes and files: a line now and then, one for each failure, one at the end. */
export function createQuietDisplay(terminal: Pick<Terminal, 'stdout' | 'stderr' | 'clock'>, facts: () => DisplayFacts): Display {
  const { stdout, stderr, clock } = terminal;
  const failureLine = createFailureLines();
  let lastLine = '';
  let cancelTimer = clock.setTimer(tick, lineEveryMs);

  function tick(): void {
    const current = facts();
    const line = `${formatPercentage(current.progressPercentage)} · ${batchSentence(current)}`;
    if (line !== lastLine && !stdout.isBlocked()) stdout.write(`${line}\n`);
    lastLine = line;
    cancelTimer = clock.setTimer(tick, lineEveryMs);
  }

  return {
    show(event) {
      const line = failureLine(event);
      if (line !== null) stderr.write(`${line}\n`);
    },
    say: (line) => stderr.write(`${line}\n`),
    end(summary) {
      cancelTimer();
      if (summary !== null) stdout.write(`${summary}\n`);
    },
  };
}
