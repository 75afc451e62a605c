import { runStages } from './run-stages.ts';
import type { Stage } from './stage-result.ts';
import type { VitestProject } from './stages.ts';
import { allStages, projectStage, quickStages, vitestProjects } from './stages.ts';

// Usage: run-tests.ts                   everything
//        run-tests.ts --quick           types, lint, house rules, unit tests
//        run-tests.ts PROJECT [FILE…]   one project of vitest, or some of its files
process.exitCode = await runStages(
  chosenStages(process.argv.slice(2)),
  (text) => process.stdout.write(text),
  () => performance.now(),
);

function chosenStages(args: readonly string[]): readonly Stage[] {
  const [first, ...filters] = args;
  if (first === undefined) return allStages();
  if (first === '--quick') return quickStages();
  if (isProject(first)) return [projectStage(first, filters)];
  process.stderr.write(`Unknown: ${first}. Known are --quick, ${vitestProjects.join(', ')}.\n`);
  process.exit(2);
}

function isProject(name: string): name is VitestProject {
  return (vitestProjects as readonly string[]).includes(name);
}
