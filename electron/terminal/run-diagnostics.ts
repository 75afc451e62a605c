import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';
import { diagnosticsWords } from '../../shared/text/diagnostics-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { defaultConcurrency, defaultStallTimeoutMs } from '../engine/create-engine.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { openQueueReader } from '../engine/storage/queue-reader.ts';
import type { DiagnosticsSource } from '../host/diagnostics/diagnostics-source.ts';
import { diagnosticsText } from '../host/diagnostics/diagnostics-text.ts';
import type { DiagnosticsCommand } from './command.ts';
import { emptyTotals } from './empty-totals.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { projectVersion } from './project-version.ts';
import type { Terminal } from './terminal.ts';

const nothing: DiagnosticsSource = {
  overview: () => ({ batches: [], totals: emptyTotals }),
  uploads: () => [],
  findUpload: () => null,
  listAttempts: () => ({ location: null, attempts: [] }),
  destinations: () => [],
};

/** `gantry diagnostics`: what somebody needs to help, on stdout or in a file, also while another Gantry works. */
export async function runDiagnostics(command: DiagnosticsCommand, dataDirectory: string, terminal: Terminal): Promise<ExitCode> {
  const { stdout, stderr, clock, environment } = terminal;
  const reader = openQueueReader(dataDirectory);
  try {
    const source: DiagnosticsSource =
      reader === null ? nothing : { ...reader, uploads: (status, limit) => reader.listUploads({ fromPosition: 0, limit, status }).uploads };
    const text = diagnosticsText(source, {
      host: 'terminal',
      versions: { gantry: projectVersion(), node: process.version },
      settings: { usualConcurrency: defaultConcurrency, stallTimeoutMs: defaultStallTimeoutMs },
      environment,
      homeDirectory: homedir(),
      userName: userInfo().username,
      logDirectory: join(dataDirectory, 'logs'),
      nowMs: clock.now(),
      salt: randomUUID(),
    });
    if (command.output === null) {
      stdout.write(text);
      return exitCodes.done;
    }
    await writeFile(command.output, text, { mode: 0o600 }).catch((error: unknown) => {
      throw new UploadError('not-possible-now', { details: { reason: `cannot write ${command.output}` }, cause: error });
    });
    stderr.write(`Written to ${visibleText(command.output)}. ${diagnosticsWords().remedy}\n`);
    return exitCodes.done;
  } finally {
    reader?.close();
  }
}
