import type { Stage, StageResult } from './stage-result.ts';
import { summaryLine } from './summary-line.ts';

/**
 * Runs one stage after the other, also after a failure: a short line for each, everything for the ones that failed, the sum at the end.
 * Gives the exit code.
 */
export async function runStages(stages: readonly Stage[], print: (text: string) => void, now: () => number): Promise<number> {
  const results: StageResult[] = [];
  for (const stage of stages) {
    const startedAt = now();
    const result = await runStage(stage);
    results.push(result);
    print(`${stage.name.padEnd(22)} ${shortLine(result)}  ${((now() - startedAt) / 1000).toFixed(1)} s\n`);
    if (result.failed > 0) print(`${result.output.trimEnd()}\n\n`);
    if (result.note !== undefined) print(`  ${result.note.trim()}\n`);
  }
  print(`${summaryLine(results)}\n`);
  return results.length > 0 && results.every((result) => result.failed === 0) ? 0 : 1;
}

async function runStage(stage: Stage): Promise<StageResult> {
  try {
    return await stage.run();
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, output: error instanceof Error ? error.message : String(error) };
  }
}

function shortLine({ passed, failed, skipped }: StageResult): string {
  if (failed > 0) return `FAILED (${failed} of ${passed + failed})`;
  if (passed === 0) return `skipped (${skipped})`;
  return skipped === 0 ? `ok (${passed})` : `ok (${passed}, ${skipped} skipped)`;
}
