import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhenStale } from './build-when-stale.ts';
import { endWithMessage } from './end-with-message.ts';
import { projectFolder } from './project-folder.ts';

await buildWhenStale().catch(endWithMessage);

// The terminal host runs in this very process: no second start-up, and signals and the exit code need nobody to pass them on.
const builtCli = join(projectFolder, 'out', 'main', 'cli.js');
process.argv[1] = builtCli;
await import(pathToFileURL(builtCli).href);
