import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openQueueReader } from '../../electron/engine/storage/queue-reader.ts';
import type { FileProgress } from '../../shared/progress.ts';
import type { EndedGantry, RunningGantry } from '../cli/start-gantry.ts';
import { makeGantryHome } from '../cli/start-gantry.ts';
import { makeTree } from '../files/make-tree.ts';
import { awaitKillMoment } from './await-kill-moment.ts';
import { checkRound } from './check-round.ts';
import type { KillMoment } from './kill-moment.ts';
import type { KillTarget } from './kill-target.ts';
import type { WireRequest } from './record-wire.ts';
import { roundPlanOf } from './round-plan.ts';
import type { WireFindings } from './wire-findings.ts';

export interface RoundResult {
  readonly seed: number;
  readonly target: string;
  readonly files: number;
  readonly bytes: number;
  /** The kinds of the kills that came in time. */
  readonly kills: readonly KillMoment['kind'][];
  readonly findings: WireFindings;
  /** Every request, in order; empty where nobody could listen in. */
  readonly wire: readonly WireRequest[];
  readonly tookMs: number;
  /** False: nobody could listen in, so the findings of the wire say nothing. */
  readonly isWired: boolean;
  /** Empty: the promise held. */
  readonly violations: readonly string[];
}

/** Longer than any honest round takes on a busy machine. */
const runLimitMs = 180_000;

/** One round: a batch is sent, the process is killed at the moments of the plan and started again until all is done; then everything is compared. */
export async function runRound(seed: number, target: KillTarget): Promise<RoundResult> {
  const plan = roundPlanOf(seed);
  const home = await makeGantryHome();
  const sources = join(home.directory, 'sources');
  const running = await target.start();
  const kills: KillMoment['kind'][] = [];
  const told = new Map<string, number>();
  const startedAt = performance.now();
  try {
    await mkdir(home.dataDirectory, { recursive: true });
    const tree = await makeTree({ files: plan.files, seed: String(seed), directory: sources });
    const tops = [...new Set(plan.files.map(({ path }) => join(sources, path.split('/')[0] ?? '')))];
    let run = -1;
    const start = (): RunningGantry => {
      run += 1;
      if (run > 0) running.wire?.nextRun();
      const words = isQueued(home.dataDirectory) ? ['resume'] : ['upload', '--to', running.destination];
      const paths = words[0] === 'upload' ? tops : [];
      return home.start([...words, '--json', '--concurrency', String(plan.concurrency), ...paths], { environment: running.environment });
    };
    const noteTold = (ended: EndedGantry): void => {
      for (const relativePath of completedIn(ended)) if (!told.has(relativePath)) told.set(relativePath, run);
    };

    let isDone = false;
    for (const moment of plan.kills) {
      if (isDone) break;
      const gantry = start();
      const isThere = await awaitKillMoment(moment, { ...running, gantry, dataDirectory: home.dataDirectory });
      gantry.kill('SIGKILL');
      const ended = await gantry.ended;
      noteTold(ended);
      if (isThere && ended.exitCode === null) kills.push(moment.kind);
      isDone = ended.exitCode === 0;
    }
    const last = start();
    const timer = setTimeout(() => last.kill('SIGKILL'), runLimitMs);
    const ended = await last.ended;
    clearTimeout(timer);
    noteTold(ended);

    const ending = ended.exitCode === 0 ? [] : [`the last run ended with ${ended.exitCode}: ${ended.stderr.trim()}`];
    const findings = running.findings(told);
    const holdings = await running.holdings();
    const violations = [...ending, ...(await checkRound({ tree, holdings, findings, dataDirectory: home.dataDirectory, told }))];
    return {
      seed,
      target: target.name,
      files: plan.files.length,
      bytes: tree.totalBytes,
      kills,
      findings,
      tookMs: Math.round(performance.now() - startedAt),
      wire: running.wire?.requests() ?? [],
      isWired: running.wire !== null,
      violations,
    };
  } finally {
    await home.remove();
    await running.close();
  }
}

/** Whether the batch was written down before the kill; if not, nobody was told that it was, and the person asks again. */
function isQueued(dataDirectory: string): boolean {
  const reader = openQueueReader(dataDirectory);
  if (reader === null) return false;
  try {
    return reader.overview().batches.length > 0;
  } finally {
    reader.close();
  }
}

function completedIn(ended: EndedGantry): readonly string[] {
  return ended
    .events()
    .filter(({ action }) => action === 'file_progress')
    .map(({ payload }) => payload as FileProgress)
    .filter(({ status }) => status === 'completed')
    .map(({ relativePath }) => relativePath);
}
