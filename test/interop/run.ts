import { runStages } from '../run/run-stages.ts';
import type { Stage } from '../run/stage-result.ts';
import { vitestStage } from '../run/vitest-stage.ts';
import { prepareHeavyPrograms } from './prepare-heavy-programs.ts';

// Usage: run.ts          all that needs a heavy server
//        run.ts PART…    the test files whose path holds one of the parts

/** Each folder is a stage of its own, so that a long run says in between what came of it. */
const folders = ['test/servers/', 'test/protocols/', 'test/receiver/', 'test/cli/serve-store', 'test/cli/watch', 'test/interop/'];

// The tests look for it, and it is handed on to them with the rest of the environment.
process.env['GANTRY_INTEROP'] = '1';

process.exitCode = await runStages(
  chosenStages(process.argv.slice(2)),
  (text) => process.stdout.write(text),
  () => performance.now(),
);

function chosenStages(parts: readonly string[]): readonly Stage[] {
  const filters = parts.length === 0 ? folders.map((folder) => [folder]) : [parts];
  return filters.map((filter) => ({ ...vitestStage('integration', filter, prepareHeavyPrograms), name: filter.join(' ') }));
}
