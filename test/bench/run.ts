import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buildWhenStale } from '../../electron/start/build-when-stale.ts';
import { endWithMessage } from '../../electron/start/end-with-message.ts';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { BenchOptions } from './bench-options.ts';
import { benchOptionsFrom, benchUsage } from './bench-options.ts';
import { reportOf } from './bench-report.ts';
import { findMeter } from './find-meter.ts';
import { machineFacts } from './machine-facts.ts';
import type { Payload } from './payload.ts';
import { makeLargePayload, makeSmallPayload, smallFileBytes } from './payload.ts';
import { runWork } from './run-work.ts';
import { makeScratch } from './scratch.ts';
import { summarizeWork } from './summarize-work.ts';
import type { WorkResult } from './work-result.ts';
import { works } from './works.ts';

const resultFile = join(projectFolder, 'test-results', 'bench.json');

async function bench(options: BenchOptions, signal: AbortSignal): Promise<readonly WorkResult[]> {
  const chosen = works.filter(({ name }) => options.only.includes(name));
  const { rounds, roundTripMs } = options;
  const meter = findMeter();
  await buildWhenStale();
  const needsLarge = chosen.some(({ payload }) => payload === 'large');
  const needsSmall = chosen.some(({ payload }) => payload === 'small');
  const payloadBytes = (needsLarge ? options.largeBytes : 0) + (needsSmall ? options.smallCount * smallFileBytes : 0);
  // What is sent, what arrives, and room to spare.
  const scratch = await makeScratch(2.5 * payloadBytes);
  const results: WorkResult[] = [];
  try {
    const payloadFolder = join(scratch.path, 'payload');
    await mkdir(payloadFolder);
    const large = needsLarge ? await makeLargePayload(payloadFolder, options.largeBytes) : null;
    const small = needsSmall ? await makeSmallPayload(payloadFolder, options.smallCount) : null;
    for (const work of chosen) {
      const payload: Payload | null = work.payload === 'large' ? large : small;
      if (payload === null) continue;
      const say = (line: string): void => void process.stderr.write(`${work.name}  ${line}\n`);
      const runs = await runWork({ work, payload, rounds, roundTripMs, meter, scratch, signal, say });
      const server = roundTripMs === 0 ? work.server : `${work.server}, ${roundTripMs} ms away`;
      results.push({ ...summarizeWork(work, payload, runs), server });
    }
  } finally {
    await scratch.remove();
  }
  await mkdir(join(projectFolder, 'test-results'), { recursive: true });
  const written = { measuredAt: new Date().toISOString(), machine: machineFacts(meter, scratch.isInMemory), options, works: results };
  await writeFile(resultFile, `${JSON.stringify(written, null, 2)}\n`);
  return results;
}

async function main(): Promise<void> {
  const options = benchOptionsFrom(process.argv.slice(2));
  if (options.wantsHelp) {
    process.stdout.write(`${benchUsage}\n`);
    return;
  }
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.on(name, () => interruption.abort(new Error(`Ended by ${name}; everything is cleaned up.`)));
  const results = await bench(options, interruption.signal);
  process.stdout.write(`\n${results.map(reportOf).join('\n')}\nWritten to ${relative(process.cwd(), resultFile)}\n`);
  if (results.some(({ voided }) => voided.length > 0)) process.exitCode = 1;
}

await main().catch(endWithMessage);
