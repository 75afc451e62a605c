import { homedir } from 'node:os';
import { join } from 'node:path';
import { UploadError } from '../engine/errors/upload-error.ts';
import { dataDirectoryFor } from '../host/data-directory.ts';
import { createFileLog } from '../host/file-log.ts';
import { createRedactor } from '../host/redactor.ts';
import type {
  CancelCommand,
  Command,
  LinkCommand,
  LookAfterWatchesCommand,
  ResumeCommand,
  RetryCommand,
  UploadCommand,
  WorkCommand,
  WorkOnDestinationsCommand,
} from './command.ts';
import type { CommandContext } from './command-context.ts';
import { errorSentence } from './error-sentence.ts';
import { exitCodeForError } from './exit-code-for-error.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { helpText } from './help-text.ts';
import { listenForInterruption } from './interruption.ts';
import { needsReceiver } from './needs-receiver.ts';
import { openQueue } from './open-queue.ts';
import { projectVersion } from './project-version.ts';
import { runAttempts } from './run-attempts.ts';
import { runCancel } from './run-cancel.ts';
import { runDestinations } from './run-destinations.ts';
import { runDiagnostics } from './run-diagnostics.ts';
import { runFiles } from './run-files.ts';
import { runLink } from './run-link.ts';
import { runListDestinations } from './run-list-destinations.ts';
import { runLookAfterWatches } from './run-look-after-watches.ts';
import { runMcp } from './run-mcp.ts';
import { runResume } from './run-resume.ts';
import { runRetry } from './run-retry.ts';
import { runServe } from './run-serve.ts';
import { runSettings } from './run-settings.ts';
import { runStatus } from './run-status.ts';
import { runUpload } from './run-upload.ts';
import { runWatch } from './run-watch.ts';
import type { Terminal } from './terminal.ts';

/** Carries out a command and says how the process ends. Never rejects. */
export async function runCommand(command: Command, terminal: Terminal): Promise<ExitCode> {
  switch (command.name) {
    case 'help':
      terminal.stdout.write(helpText(command.topic));
      return exitCodes.done;
    case 'version':
      terminal.stdout.write(`${projectVersion()}\n`);
      return exitCodes.done;
    default:
      return runWork(command, terminal);
  }
}

async function runWork(command: WorkCommand & { readonly dataDirectory: string | null }, outer: Terminal): Promise<ExitCode> {
  const given = command.dataDirectory;
  // Told in one place, so that everything that depends on the data directory moves with it.
  const terminal = given === null ? outer : { ...outer, environment: { ...outer.environment, GANTRY_DATA_DIR: given } };
  const dataDirectory = dataDirectoryFor({
    environment: terminal.environment,
    platform: process.platform,
    homeDirectory: homedir(),
    currentDirectory: process.cwd(),
  });
  try {
    switch (command.name) {
      case 'status':
        return await runStatus(command, dataDirectory, terminal);
      case 'files':
        return await runFiles(command, dataDirectory, terminal);
      case 'attempts':
        return await runAttempts(command, dataDirectory, terminal);
      case 'diagnostics':
        return await runDiagnostics(command, dataDirectory, terminal);
      case 'serve':
        return await runServe(command, dataDirectory, terminal);
      case 'mcp':
        return await runMcp(command, dataDirectory, terminal);
      case 'settings':
        return await runSettings(command, dataDirectory, terminal);
      case 'watch':
        if (command.action === 'run') return await runWatch(command, dataDirectory, terminal);
        return await withQueue(command, dataDirectory, terminal, '');
      case 'upload':
      case 'resume':
      case 'retry':
      case 'cancel':
      case 'link':
      case 'destinations':
        if (command.name === 'destinations' && command.action === 'list')
          return await runListDestinations(command.isJson, dataDirectory, terminal);
        return await withQueue(command, dataDirectory, terminal, given === null ? 'gantry resume' : `gantry resume --data-dir ${given}`);
    }
  } catch (error) {
    return explain(error, dataDirectory, terminal);
  }
}

type QueueCommand =
  | UploadCommand
  | ResumeCommand
  | RetryCommand
  | CancelCommand
  | LinkCommand
  | WorkOnDestinationsCommand
  | LookAfterWatchesCommand;

async function withQueue(command: QueueCommand, dataDirectory: string, terminal: Terminal, resumeHint: string): Promise<ExitCode> {
  const interruption = listenForInterruption(terminal);
  const queue = await openQueue({
    terminal,
    dataDirectory,
    run: 'concurrency' in command ? command : null,
    needsReceiver: () => needsReceiver(command, dataDirectory),
    host: 'terminal',
  });
  try {
    const actsAfterwards = 'afterQueue' in command && command.afterQueue;
    return await runOn(command, { terminal, interruption, queue, dataDirectory, resumeHint, actsAfterwards });
  } finally {
    await queue.close();
  }
}

function runOn(command: QueueCommand, context: CommandContext): Promise<ExitCode> {
  switch (command.name) {
    case 'upload':
      return runUpload(command, context);
    case 'resume':
      return runResume(command, context);
    case 'retry':
      return runRetry(command, context);
    case 'cancel':
      return runCancel(command, context);
    case 'link':
      return runLink(command, context);
    case 'destinations':
      return runDestinations(command, context);
    case 'watch':
      return runLookAfterWatches(command, context);
  }
}

function explain(error: unknown, dataDirectory: string, { stderr, clock, environment }: Terminal): ExitCode {
  if (error instanceof UploadError) {
    stderr.write(`${errorSentence(error.toPlain())}\n`);
    return exitCodeForError(error.code);
  }
  const log = createFileLog({ directory: join(dataDirectory, 'logs'), clock, redact: createRedactor(environment) });
  log.write('error', 'command-broke', { error });
  log.close();
  stderr.write(`${errorSentence({ code: 'internal', details: {} })}\n`);
  return exitCodes.someFailed;
}
