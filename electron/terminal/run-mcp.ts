import { join } from 'node:path';
import { createFileLog } from '../host/file-log.ts';
import { createRedactor } from '../host/redactor.ts';
import type { McpCommand } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { listenForSignals } from './listen-for-signals.ts';
import { QueueKeeper } from './mcp/queue-keeper.ts';
import { holdsFilesForThisComputer } from './needs-receiver.ts';
import { openQueue } from './open-queue.ts';
import { projectVersion } from './project-version.ts';
import { openQueueLook } from './queue-look.ts';
import type { Terminal } from './terminal.ts';

/** `gantry mcp`: serves programs on stdin and stdout until they go or a signal ends it. */
export async function runMcp(command: McpCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, clock, environment } = terminal;
  const ended = new Promise<void>((resolve) => {
    stdout.onBroken(resolve);
    listenForSignals(terminal, resolve, () => terminal.exitNow(exitCodes.done));
  });
  const log = createFileLog({ directory: join(dataDirectory, 'logs'), clock, redact: createRedactor(environment) });
  const keeper: QueueKeeper = new QueueKeeper({
    look: () => openQueueLook(dataDirectory, clock),
    open: (sends) =>
      openQueue({
        ...{ terminal, dataDirectory, host: 'mcp' },
        run: sends ? { concurrency: null, limitRate: null, afterQueue: false, isJson: true } : null,
        // What is added may go there, and it is the default of a queue that nobody has set up.
        needsReceiver: () => sends || holdsFilesForThisComputer(dataDirectory),
        letGo: () => keeper.letGo(),
      }),
    onTrouble: (error) => log.write('error', 'queue-not-kept', { error }),
  });
  // Loaded only here: no other command needs it.
  const { serveMcp } = await import('./mcp/serve-mcp.ts');
  const server = await serveMcp({ allowsWriting: command.allowsWriting, queue: keeper, log, version: projectVersion() });
  if (!command.allowsWriting) stderr.write('Gantry answers on stdin and stdout, and changes nothing; --allow-write lets it.\n');
  await Promise.race([ended, server.ended]);
  await server.close();
  await keeper.close();
  log.close();
  return exitCodes.done;
}
