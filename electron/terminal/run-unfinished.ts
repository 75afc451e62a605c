import type { DestinationId } from '../../shared/ids.ts';
import { formatAgo } from '../../shared/text/format-ago.ts';
import { formatBytes } from '../../shared/text/format-bytes.ts';
import { removalWords, unfinishedOwnerWords } from '../../shared/text/unfinished-words.ts';
import { visibleText } from '../../shared/text/visible-text.ts';
import type { UnfinishedRow } from '../../shared/unfinished.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { CleanCommand, UnfinishedCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';

/** `gantry destinations unfinished` and `clean`: uploads that were begun at a destination and never ended. */
export async function runUnfinished(command: UnfinishedCommand, context: CommandContext): Promise<ExitCode> {
  const { queue, terminal } = context;
  const { destination, isNew } = await queue.ask('findDestination', { nameOrUrl: command.destinationName });
  const { destinationId } = destination;
  try {
    const { uploads } = await queue.ask('listUnfinished', { destinationId });
    if (uploads === null) {
      const reason = `${visibleText(destination.name)} keeps no unfinished uploads that can be listed.`;
      throw new UploadError('not-possible-now', { details: { reason } });
    }
    if (command.action === 'clean') return await clean(command, uploads, destinationId, context);
    const nowMs = terminal.clock.now();
    const lines = uploads.map((upload) => `${lineOf(upload, nowMs)}\n`).join('');
    const nothing = `No upload is unfinished at ${visibleText(destination.name)}.\n`;
    terminal.stdout.write(command.isJson ? `${jsonText({ uploads })}\n` : lines || nothing);
    return exitCodes.done;
  } finally {
    if (isNew) await queue.ask('removeDestination', { destinationId });
  }
}

async function clean(
  command: CleanCommand,
  uploads: readonly UnfinishedRow[],
  destinationId: DestinationId,
  { queue, terminal }: CommandContext,
): Promise<ExitCode> {
  const { stdout, clock } = terminal;
  const { unfinishedIds, olderThanMs, alsoOthers } = command;
  const before = olderThanMs === null ? Number.POSITIVE_INFINITY : clock.now() - olderThanMs;
  // Of unknown age is not old. What another program began goes only when it is named.
  const isMeant = ({ owner, startedAtMs }: UnfinishedRow): boolean =>
    (owner === 'gantry' || (owner === 'other' && alsoOthers)) && (olderThanMs === null || (startedAtMs ?? before) < before);
  const meant = unfinishedIds.length > 0 ? unfinishedIds : uploads.filter(isMeant).map((upload) => upload.unfinishedId);
  const { removals } = await queue.ask('removeUnfinished', { destinationId, unfinishedIds: meant });
  stdout.write(command.isJson ? `${jsonText({ removals })}\n` : `${removalWords(removals)}\n`);
  return removals.every(({ fate }) => fate === 'removed' || fate === 'gone') ? exitCodes.done : exitCodes.someFailed;
}

function lineOf({ unfinishedId, relativePath, storedBytes, startedAtMs, owner }: UnfinishedRow, nowMs: number): string {
  const facts = [
    visibleText(relativePath),
    storedBytes === null ? 'size unknown' : formatBytes(storedBytes),
    startedAtMs === null ? 'begun at an unknown time' : `begun ${formatAgo(startedAtMs, nowMs)}`,
    unfinishedOwnerWords(owner),
  ];
  return `${visibleText(unfinishedId)}  ${facts.join(' · ')}`;
}
