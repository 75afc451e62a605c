import { runCli } from './terminal/run-cli.ts';
import { createSystemTerminal } from './terminal/system-terminal.ts';

// Explicitly, because an idle connection to a destination would keep the process for a while.
process.exit(await runCli(process.argv.slice(2), createSystemTerminal()));
