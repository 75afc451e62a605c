import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasProgram } from '../servers/has-program.ts';
import { startBenchServer } from './bench-server.ts';
import { checkArrival } from './check-arrival.ts';
import type { Contestant } from './contestant.ts';
import type { Meter } from './find-meter.ts';
import type { ClientRun } from './measure-client.ts';
import { measureClient } from './measure-client.ts';
import type { Payload } from './payload.ts';
import type { Scratch } from './scratch.ts';
import type { ServerShelf } from './server-shelf.ts';
import type { WorkRuns } from './summarize-work.ts';
import type { Work } from './works.ts';

export interface RunWorkOptions {
  readonly work: Work;
  readonly payload: Payload;
  readonly rounds: number;
  /** Of the line to the server. */
  readonly roundTripMs: number;
  readonly meter: Meter;
  readonly scratch: Scratch;
  readonly signal: AbortSignal;
  /** A word for the person about each run. */
  readonly say: (line: string) => void;
}

/** Runs every client of one work in turn, round after round, and looks after each run whether all arrived. */
export async function runWork(options: RunWorkOptions): Promise<WorkRuns> {
  const { work, rounds, roundTripMs, scratch, signal, say } = options;
  if (work.serverProgram !== null && !hasProgram(work.serverProgram)) {
    return { runs: new Map(), skipped: [`all of it: ${work.serverProgram} is not installed`], voided: [] };
  }
  const contestants = [work.gantry, ...work.variants, ...work.peers.map(({ contestant }) => contestant)];
  const absent = new Map(contestants.map((contestant) => [contestant, contestant.absence()]));
  const runs = new Map<string, ClientRun[]>();
  for (const [{ name }, reason] of absent) if (reason === null) runs.set(name, []);
  const voided: string[] = [];
  const server = await startBenchServer(work.server, roundTripMs, scratch.path);
  try {
    // The first round warms up: the page cache, the server's memory, the compiler's cache.
    for (let round = 0; round <= rounds; round += 1) {
      for (const contestant of contestants) {
        const own = runs.get(contestant.name);
        if (own === undefined) continue;
        signal.throwIfAborted();
        const { run, fault } = await runOnce(contestant, server, options);
        say(
          `${round === 0 ? 'warm-up' : `round ${round}`}  ${contestant.name}: ${run.wallSeconds.toFixed(2)} s${fault === null ? '' : ` – ${fault}`}`,
        );
        if (fault !== null) {
          voided.push(`${contestant.name}: ${fault}${run.said === '' ? '' : `\n${run.said}`}`);
          runs.delete(contestant.name);
        } else if (round > 0) own.push(run);
      }
    }
  } finally {
    await server.close();
  }
  const skipped = [...absent].flatMap(([{ name }, reason]) => (reason === null ? [] : [`${name}: ${reason}`]));
  return { runs, skipped, voided };
}

async function runOnce(
  contestant: Contestant,
  server: ServerShelf,
  { payload, meter, scratch, signal }: RunWorkOptions,
): Promise<{ readonly run: ClientRun; readonly fault: string | null }> {
  const clientPath = join(scratch.clientPath, 'run');
  await mkdir(clientPath);
  try {
    await server.clear();
    const { url, environment } = server;
    const given = await contestant.command({ url, environment, payload, clientPath });
    const command = { ...given, environment: { ...environment, ...given.environment } };
    const run = await measureClient(command, meter, scratch.clientPath, signal);
    const fault = run.exitCode === 0 ? await checkArrival(payload, await server.files()) : `ended with ${run.exitCode ?? 'a signal'}`;
    return { run, fault };
  } finally {
    await rm(clientPath, { recursive: true, force: true });
  }
}
