import { appendFile, readFile } from 'node:fs/promises';
import { endWithMessage } from '../../electron/start/end-with-message.ts';
import { hasProgram } from '../servers/has-program.ts';
import { keepEvidence } from './keep-evidence.ts';
import { killOptionsFrom } from './kill-options.ts';
import { killReport } from './kill-report.ts';
import type { KillTarget } from './kill-target.ts';
import type { RoundResult } from './run-round.ts';
import { runRound } from './run-round.ts';

/** A round has a hundred megabytes or so: what takes longer waited for something. */
const slowMs = 45_000;

/** Runs the rounds of all destinations in turn, so that a run that is ended early has tried each of them. */
async function main(): Promise<void> {
  const { rounds, seed, targets, lanes, evidenceFolder, resultsFile } = killOptionsFrom(process.argv.slice(2), Date.now());
  const usable = targets.filter(({ program }) => program === null || hasProgram(program));
  for (const { name, program } of targets)
    if (program !== null && !hasProgram(program)) console.error(`${name}: left out, ${program} is not installed`);
  const work: { readonly seed: number; readonly target: KillTarget }[] = [];
  for (let round = 0; round < rounds; round += 1) for (const target of usable) work.push({ seed: seed + round, target });
  const results: RoundResult[] = [];
  let isInterrupted = false;
  process.once('SIGINT', () => {
    isInterrupted = true;
  });
  const total = work.length;
  const lane = async (): Promise<void> => {
    for (let next = work.shift(); next !== undefined && !isInterrupted; next = work.shift()) {
      const result = await runRound(next.seed, next.target);
      for (const violation of result.violations) console.error(`${result.target}, seed ${result.seed}: ${violation}`);
      const isSlow = result.tookMs > slowMs;
      if (isSlow) console.error(`${result.target}, seed ${result.seed}: took ${Math.round(result.tookMs / 1_000)} s`);
      if (result.violations.length > 0 || isSlow) {
        console.error(`  again: npm run test:kill -- --rounds 1 --seed ${result.seed} --only "${result.target}"`);
        if (evidenceFolder !== null) console.error(`  what it did: ${await keepEvidence(result, evidenceFolder)}`);
      }
      // What was seen of a good round would fill the memory.
      const kept = { ...result, wire: [] };
      results.push(kept);
      if (resultsFile !== null) await appendFile(resultsFile, `${JSON.stringify(kept)}\n`);
      if (results.length % 20 === 0) console.error(`${results.length} of ${total} rounds`);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    await Promise.all(usable.map(({ end }) => end?.()));
  }
  process.stdout.write(`${killReport(resultsFile === null ? results : resultsIn(await readFile(resultsFile, 'utf8')))}\n`);
  if (results.some(({ violations }) => violations.length > 0)) process.exitCode = 1;
}

function resultsIn(lines: string): readonly RoundResult[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as RoundResult);
}

await main().catch(endWithMessage);
