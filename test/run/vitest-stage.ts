import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { VitestReport } from './count-report.ts';
import { countReport } from './count-report.ts';
import { runCaptured } from './run-captured.ts';
import { slowestFiles } from './slowest-files.ts';
import type { Stage, StageResult } from './stage-result.ts';

const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
const timeLimitMs = 30 * 60_000;

/** What a stage needs before its tests: null when all is there, else the reason why its tests are left out. */
export type Preparation = () => Promise<{ readonly leftOutBecause: string | null; readonly note?: string }>;

/** Also what is named after it, such as the tests of `e2e` that are run alone. */
const projectsOf = (project: string): readonly string[] => ['--project', project, '--project', `${project}-*`];

/** One vitest project. `filters` are parts of file names, all when empty. */
export function vitestStage(project: string, filters: readonly string[], prepare?: Preparation): Stage {
  return {
    name: project,
    run: async () => {
      const prepared = await prepare?.();
      if (prepared?.leftOutBecause) return await leaveOut(project, filters, prepared.leftOutBecause);
      const result = await runProject(project, filters);
      const notes = [prepared?.note, result.note].filter((note) => note !== undefined);
      return notes.length === 0 ? result : { ...result, note: notes.join('\n  ') };
    },
  };
}

async function runProject(project: string, filters: readonly string[]): Promise<StageResult> {
  const folder = await mkdtemp(join(tmpdir(), 'gantry-tests-'));
  const reportFile = join(folder, 'report.json');
  try {
    const args = ['run', ...projectsOf(project), '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`, ...filters];
    const { exitCode, output } = await runCaptured(vitest, args, timeLimitMs);
    const report = await readFile(reportFile, 'utf8').then(
      (text) => JSON.parse(text) as VitestReport,
      () => null,
    );
    const slowest = report === null ? null : slowestFiles(report);
    return { ...countReport(report, exitCode), output, ...(slowest === null ? {} : { note: slowest }) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Counts what would have run, so that the summary does not look as if it had. */
async function leaveOut(project: string, filters: readonly string[], reason: string): Promise<StageResult> {
  const { output } = await runCaptured(vitest, ['list', ...projectsOf(project), ...filters], timeLimitMs);
  const skipped = output.split('\n').filter((line) => line.includes(' > ')).length;
  return { passed: 0, failed: 0, skipped: Math.max(skipped, 1), output, note: reason };
}
