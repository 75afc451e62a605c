import { importSources } from '../../shared/importable.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { findImportable } from '../host/import/find-importable.ts';
import type { ImportCandidate } from '../host/import/import-candidate.ts';
import { inBucket } from '../host/import/import-candidate.ts';
import { ownVariable } from '../host/own-secrets.ts';
import type { ImportCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { errorSentence } from './error-sentence.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';

interface ImportRow {
  readonly source: string;
  readonly name: string;
  /** null: it is not supported. */
  readonly url: string | null;
  readonly fate: 'found' | 'added' | 'saved-already' | 'needs-bucket' | 'unsupported' | 'failed';
  readonly note: string | null;
  /** What has to be set, as nothing secret is kept by the terminal. */
  readonly variables: readonly string[];
}

/** `gantry destinations import`: lists what other programs know, and saves what is asked for. Secrets are neither saved nor shown. */
export async function runImport(command: ImportCommand, context: CommandContext): Promise<ExitCode> {
  const sources = command.source === null ? importSources : [command.source];
  const candidates = (await Promise.all(sources.map((source) => findImportable(source, context.terminal.environment)))).flat();
  const unknown = command.names.find((name) => !candidates.some((candidate) => candidate.name === name));
  if (unknown !== undefined) throw new UploadError('destination-unknown', { details: { reason: unknown } });
  const { queue } = context;
  const before = (await queue.ask('listDestinations', {})).destinations.find(({ isDefault }) => isDefault);
  const rows: ImportRow[] = [];
  for (const candidate of candidates) {
    const isWanted = command.takesAll || command.names.includes(candidate.name);
    if (isWanted || command.names.length === 0) rows.push(await rowOf(candidate, isWanted, command.bucket, context));
  }
  // Whoever imports a list has not chosen the last of it.
  if (before !== undefined && rows.some(({ fate }) => fate === 'added'))
    await queue.ask('chooseDestination', { destinationId: before.destinationId });
  context.terminal.stdout.write(command.isJson ? `${jsonText({ candidates: rows })}\n` : listOf(rows));
  const isRefused = ({ fate }: ImportRow): boolean =>
    fate === 'failed' || fate === 'needs-bucket' || (fate === 'unsupported' && command.names.length > 0);
  return (command.takesAll || command.names.length > 0) && rows.some(isRefused) ? exitCodes.someFailed : exitCodes.done;
}

async function rowOf(candidate: ImportCandidate, isWanted: boolean, bucket: string | null, context: CommandContext): Promise<ImportRow> {
  const { source, name } = candidate;
  if ('unsupported' in candidate) return { source, name, url: null, fate: 'unsupported', note: candidate.unsupported, variables: [] };
  const { needsBucket, note } = candidate;
  const isOpen = needsBucket && bucket === null;
  const url = isOpen || bucket === null || !needsBucket ? candidate.url : inBucket(candidate.url, bucket);
  const row = { source, name, url, note, variables: candidate.secrets.flatMap((field) => ownVariable(field, name) ?? []) };
  if ((await context.queue.ask('listDestinations', {})).destinations.some((saved) => saved.url === url))
    return { ...row, fate: 'saved-already' };
  if (!isWanted) return { ...row, fate: 'found' };
  if (isOpen) return { ...row, fate: 'needs-bucket' };
  try {
    await context.queue.ask('addDestination', { name, url });
    return { ...row, fate: 'added' };
  } catch (error) {
    if (!(error instanceof UploadError)) throw error;
    return { ...row, fate: 'failed', note: errorSentence(error.toPlain()) };
  }
}

const fateWords: Readonly<Record<ImportRow['fate'], string>> = {
  found: 'found',
  added: 'added',
  'saved-already': 'saved already',
  'needs-bucket': 'not added: give its bucket with --bucket NAME',
  unsupported: 'not supported',
  failed: 'not added',
};

function listOf(rows: readonly ImportRow[]): string {
  if (rows.length === 0) return 'Nothing to import was found.\n';
  return rows
    .map(({ source, name, url, fate, note, variables }) => {
      const line = [source, visibleText(name), ...(url === null ? [] : [visibleText(url)]), fateWords[fate]].join(' · ');
      const more = [
        ...(note === null ? [] : [visibleText(note)]),
        ...(variables.length === 0 ? [] : [`Set ${variables.join(' and ')}: secrets are not taken over.`]),
      ];
      return `${line}\n${more.map((text) => `  ${text}\n`).join('')}`;
    })
    .join('');
}
