import type { Attempt } from '../../../shared/attempt.ts';
import type { PlainError } from '../../../shared/error-codes.ts';
import type { UploadId } from '../../../shared/ids.ts';
import type { BatchProgress, FileProgress } from '../../../shared/progress.ts';
import { fileStateOf } from '../../../shared/text/file-state.ts';
import type { UploadStatus } from '../../../shared/upload.ts';
import { redactFacts } from '../redact-facts.ts';
import type { Redact } from '../redactor.ts';
import { createRedactor } from '../redactor.ts';
import type { DiagnosticsFacts, DiagnosticsSource } from './diagnostics-source.ts';
import type { HiddenNames } from './hidden-names.ts';
import { createHiddenNames } from './hidden-names.ts';
import { logTail } from './log-tail.ts';
import { machineFacts } from './machine-facts.ts';
import { safeAddress } from './safe-address.ts';
import { withoutPerson } from './without-person.ts';

const mostFiles = 50;
const mostAttempts = 20;
const mostLogLines = 200;
const mostLogBytes = 100_000;
/** What of a queue is worth telling file by file, the most telling first. */
const toldStatuses: readonly UploadStatus[] = ['failed', 'waiting', 'uploading', 'verifying', 'checking', 'paused'];

export interface DiagnosticsOptions {
  /** With all of its timeline. */
  readonly uploadId?: UploadId;
  /** Of a host that knows of more secrets than its environment has. */
  readonly redact?: Redact;
}

/**
 * Everything that somebody needs to help, as one text for people and programs: versions, settings, destinations, the queue, the last lines of
 * the log. Secrets, names of files and folders, and the person's own name are not in it.
 */
export function diagnosticsText(source: DiagnosticsSource, facts: DiagnosticsFacts, options: DiagnosticsOptions = {}): string {
  const redact = options.redact ?? createRedactor(facts.environment);
  const names = createHiddenNames(facts.salt);
  const clean = (text: string): string => withoutPerson(names.inText(redact(text)), facts);
  const { batches, totals } = source.overview();
  const files = toldStatuses.flatMap((status) => source.uploads(status, mostFiles)).slice(0, mostFiles);
  const asked = options.uploadId === undefined ? null : source.findUpload(options.uploadId);
  // First all names, so that a server's words about one file do not tell the name of another.
  for (const file of [...files, ...(asked === null ? [] : [asked])]) names.ofFile(file.fileName, file.uploadId);

  const tell = (file: FileProgress, most: number): object => fileFacts(file, attemptsOf(source, file).slice(-most), names, facts.nowMs);
  const told = {
    madeAt: new Date(facts.nowMs).toISOString(),
    ...machineFacts(facts),
    destinations: source.destinations().map(({ url, ...rest }) => ({ ...rest, url: safeAddress(url) })),
    totals: { ...totals, held: totals.held.map(({ destinationName: _name, ...hold }) => hold) },
    batches: batches.map(batchFacts),
    ...(asked === null ? {} : { file: tell(asked, Number.POSITIVE_INFINITY) }),
    files: files.map((file) => tell(file, mostAttempts)),
  };
  const log = logTail(facts.logDirectory, mostLogLines, mostLogBytes).map((line) => logLine(line, clean));
  const json = JSON.stringify(redactFacts(told, clean), null, 2);
  return `# Gantry diagnostics

Passwords, tokens and keys are taken out. Files appear as marks with their ending; names of folders, batches and destinations are left out.

\`\`\`json
${json}
\`\`\`

## The last ${log.length} lines of the log

\`\`\`
${log.join('\n')}
\`\`\`
`;
}

/** Fact by fact, as only there it is certain where a name ends. */
function logLine(line: string, clean: Redact): string {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry === 'object' && entry !== null) return JSON.stringify(redactFacts(withoutPaths({ ...entry }), clean));
  } catch {
    // Not a line of ours, or one that was cut by a power cut.
  }
  return clean(line);
}

/** Relative paths look like any words, so they are known by the names of their facts; what a server said may name any file. */
function withoutPaths(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(facts).filter(([name]) => !/^(path|relativePath|sourcePath|fileName|serverSaid|directory)$/.test(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && !Array.isArray(value) ? withoutPaths(value as Record<string, unknown>) : value,
    ]),
  );
}

function batchFacts({ name: _name, destinationName: _destinationName, ...batch }: BatchProgress): object {
  return batch;
}

function fileFacts(file: FileProgress, attempts: readonly Attempt[], names: HiddenNames, nowMs: number): object {
  const { fileName, relativePath, sourcePath: _source, ...rest } = file;
  return {
    file: names.ofFile(fileName, file.uploadId),
    folders: relativePath.split('/').length - 1,
    state: fileStateOf(file, nowMs),
    ...rest,
    error: safeError(file.error),
    attempts: attempts.map(({ startedAt, endedAt, error, ...attempt }) => ({
      at: new Date(startedAt).toISOString(),
      tookMs: endedAt - startedAt,
      ...attempt,
      error: safeError(error),
    })),
  };
}

/** The path in an error's details is the file's own, which is named already. */
function safeError(error: PlainError | null): object | null {
  if (error === null) return null;
  const { path: _path, ...details } = error.details;
  return { code: error.code, ...details };
}

function attemptsOf(source: DiagnosticsSource, { uploadId }: FileProgress): readonly Attempt[] {
  try {
    return source.listAttempts(uploadId).attempts;
  } catch {
    // It was cleared between the two questions.
    return [];
  }
}
