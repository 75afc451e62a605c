import { setFlagsFromString } from 'node:v8';
import { endProcess } from './host/end-process.ts';
import { tuneCollector } from './host/tune-collector.ts';
import { runCli } from './terminal/run-cli.ts';
import { createSystemTerminal } from './terminal/system-terminal.ts';

// The engine's short-lived objects need little room: left alone, the young generation takes 100 MB for it and gives none back.
setFlagsFromString('--semi-space-growth-factor=1');
// What a file leaves behind is collected when a fifth more is there than is in use, and not only after as much again: 50 MB less for one or two per cent of the time.
setFlagsFromString('--heap-growing-percent=20');
tuneCollector();

// Explicitly, because an idle connection to a destination would keep the process for a while.
await endProcess(await runCli(process.argv.slice(2), createSystemTerminal()));
