import { join } from 'node:path';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { runCaptured } from './run-captured.ts';
import type { Stage } from './stage-result.ts';

const timeLimitMs = 5 * 60_000;

/** A tool that says yes or no: it counts as one check. */
function oneCheck(name: string, script: string, args: readonly string[]): Stage {
  return {
    name,
    run: async () => {
      const { exitCode, output } = await runCaptured(join(projectFolder, 'node_modules', script), args, timeLimitMs);
      return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0, output };
    },
  };
}

/** The compiler on one room; each has its own idea of which world it lives in. */
export function typesOf(room: string): Stage {
  return oneCheck(`types ${room}`, 'typescript/bin/tsc', ['-p', `${room}/tsconfig.json`]);
}

/** Linter and formatter on one room. */
export function lintOf(name: string, paths: readonly string[]): Stage {
  return oneCheck(`lint ${name}`, '@biomejs/biome/bin/biome', [
    'check',
    '--error-on-warnings',
    '--no-errors-on-unmatched',
    '--max-diagnostics=200',
    ...paths,
  ]);
}
