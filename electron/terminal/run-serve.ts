import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { visibleText } from '../../shared/text/visible-text.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Log } from '../engine/ports.ts';
import { createFileLog } from '../host/file-log.ts';
import { createRedactor } from '../host/redactor.ts';
import type { Receiver } from '../receiver/start-receiver.ts';
import type { ServeCommand } from './command.ts';
import { errorSentence } from './error-sentence.ts';
import { exitCodeForError } from './exit-code-for-error.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { listenForSignals } from './listen-for-signals.ts';
import { objectStoreAddressFrom } from './object-store-address-from.ts';
import type { Terminal } from './terminal.ts';

/** `gantry serve`: receives files until a signal ends it. The first line on stdout is the destination to give to `upload`. */
export async function runServe(command: ServeCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, clock, environment } = terminal;
  // Only a signal ends it: whoever read the address from a pipe may be gone.
  const ended = new Promise<void>((resolveEnded) => {
    listenForSignals(terminal, resolveEnded, () => terminal.exitNow(exitCodes.done));
  });
  const log = createFileLog({ directory: join(dataDirectory, 'logs'), clock, redact: createRedactor(environment) });
  try {
    const { receiver, where } = await startReceiverFor(command, terminal, log);
    stdout.write(`${receiver.destinationUrl}\n`);
    stderr.write(`Files arrive in ${visibleText(where)}. Ctrl-C ends it.\n`);
    await ended;
    await receiver.close();
    return exitCodes.done;
  } catch (error) {
    const isStore = 'store' in command.into && error instanceof UploadError;
    if (!isStore || exitCodeForError(error.code) !== exitCodes.someFailed) throw error;
    // A store that cannot be used is told as a destination that cannot.
    stderr.write(`${errorSentence(error.toPlain())}\n`);
    return exitCodes.destinationUnusable;
  } finally {
    log.close();
  }
}

async function startReceiverFor(
  { into, port }: ServeCommand,
  { environment }: Terminal,
  log: Log,
): Promise<{ readonly receiver: Receiver; readonly where: string }> {
  // Loaded only here: the tus server's packages take longer to load than all the rest.
  if ('directory' in into) {
    const directory = resolve(into.directory);
    await mkdir(directory, { recursive: true });
    const { startReceiver } = await import('../receiver/start-receiver.ts');
    return { receiver: await startReceiver({ directory, port, host: '127.0.0.1', log }), where: directory };
  }
  const address = objectStoreAddressFrom(into.store, environment);
  const { startObjectReceiver } = await import('../receiver/object-store/start-object-receiver.ts');
  const receiver = await startObjectReceiver({ address, port, host: '127.0.0.1', log });
  return { receiver, where: `the bucket ${address.bucket}${address.prefix === '' ? '' : `, under ${address.prefix}`}` };
}
