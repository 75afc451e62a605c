import type { StageResult } from './stage-result.ts';

/** The last line of a run: `12 passed, 0 failed`, and how many were left out where there are any. */
export function summaryLine(results: readonly StageResult[]): string {
  const sum = (count: (result: StageResult) => number): number => results.reduce((total, result) => total + count(result), 0);
  const skipped = sum((result) => result.skipped);
  const line = `${sum((result) => result.passed)} passed, ${sum((result) => result.failed)} failed`;
  return skipped === 0 ? line : `${line}, ${skipped} skipped`;
}
