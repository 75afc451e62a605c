import { endWithMessage } from './end-with-message.ts';
import { runDemonstration } from './run-demonstration.ts';
import { decideSandbox } from './sandbox-arguments.ts';

const { notice } = decideSandbox();
if (notice !== null) process.stdout.write(`${notice}\n`);
await runDemonstration().catch(endWithMessage);
