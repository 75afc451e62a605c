import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { visibleText } from '../../shared/text/visible-text.ts';
import { createFileLog } from '../host/file-log.ts';
import { createRedactor } from '../host/redactor.ts';
import type { ServeCommand } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { listenForSignals } from './listen-for-signals.ts';
import type { Terminal } from './terminal.ts';

/** `gantry serve`: receives files until a signal ends it. The first line on stdout is the destination to give to `upload`. */
export async function runServe(command: ServeCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, clock, environment } = terminal;
  const directory = resolve(command.directory);
  // Only a signal ends it: whoever read the address from a pipe may be gone.
  const ended = new Promise<void>((resolveEnded) => {
    listenForSignals(terminal, resolveEnded, () => terminal.exitNow(exitCodes.done));
  });
  const log = createFileLog({ directory: join(dataDirectory, 'logs'), clock, redact: createRedactor(environment) });
  try {
    await mkdir(directory, { recursive: true });
    // Loaded only here: the tus server's packages take longer to load than all the rest.
    const { startReceiver } = await import('../receiver/start-receiver.ts');
    const receiver = await startReceiver({ directory, port: command.port, host: '127.0.0.1', log });
    stdout.write(`${receiver.destinationUrl}\n`);
    stderr.write(`Files arrive in ${visibleText(directory)}. Ctrl-C ends it.\n`);
    await ended;
    await receiver.close();
    return exitCodes.done;
  } finally {
    log.close();
  }
}
