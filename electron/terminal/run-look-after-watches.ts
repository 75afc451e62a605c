import { realpath } from 'node:fs/promises';
import { visibleText } from '../../shared/text/visible-text.ts';
import { watchNoteWords, watchRulesWords, watchStateWords } from '../../shared/text/watch-words.ts';
import type { Afterwards, WatchedFolder } from '../../shared/watched-folder.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { absolutePath } from '../engine/source/absolute-path.ts';
import type { LookAfterWatchesCommand } from './command.ts';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-codes.ts';
import { exitCodes } from './exit-codes.ts';
import { jsonText } from './json-text.ts';
import type { QueueAccess } from './queue-access.ts';
import { savedDestination } from './saved-destination.ts';

/** `gantry watch add|list|edit|pause|resume|remove`: at the Gantry that works, or in the list where none does. */
export async function runLookAfterWatches(command: LookAfterWatchesCommand, { queue, terminal }: CommandContext): Promise<ExitCode> {
  const { stdout, stderr } = terminal;
  switch (command.action) {
    case 'list': {
      const { folders } = await queue.ask('listWatchedFolders', {});
      if (command.isJson) stdout.write(`${jsonText({ folders })}\n`);
      else
        stdout.write(
          folders.length === 0 ? 'No folder is watched. “gantry watch add FOLDER --to DEST” adds one.\n' : folders.map(linesOf).join(''),
        );
      return exitCodes.done;
    }
    case 'add': {
      const { destinationId, name } = await savedDestination(command.to, queue);
      const folder = await queue.ask('addWatchedFolder', {
        ...{ path: await absolutePath(command.folder), destinationId, rules: command.rules },
        afterwards: await absoluteAfterwards(command.afterwards),
      });
      stdout.write(`Watched from now on: ${visibleText(folder.path)} → ${visibleText(name)}\n`);
      if (folder.state === 'unattended') stderr.write('Its files are sent while the window is open, or “gantry watch run” runs.\n');
      return exitCodes.done;
    }
    case 'edit': {
      const { watchId } = await watchedFolder(command.folder, queue);
      const folder = await queue.ask('changeWatchedFolder', {
        ...{ watchId, rules: command.rules },
        ...(command.to === null ? {} : { destinationId: (await savedDestination(command.to, queue)).destinationId }),
        ...(command.afterwards === null ? {} : { afterwards: await absoluteAfterwards(command.afterwards) }),
      });
      stdout.write(linesOf(folder));
      return exitCodes.done;
    }
    case 'pause':
    case 'resume': {
      const { watchId } = await watchedFolder(command.folder, queue);
      const folder = await queue.ask(command.action === 'pause' ? 'pauseWatchedFolder' : 'resumeWatchedFolder', { watchId });
      stdout.write(`${visibleText(folder.path)}: ${watchStateWords(folder)}\n`);
      return exitCodes.done;
    }
    case 'remove': {
      const { watchId, path } = await watchedFolder(command.folder, queue);
      await queue.ask('removeWatchedFolder', { watchId });
      stdout.write(`No longer watched: ${visibleText(path)}. Its files stay.\n`);
      return exitCodes.done;
    }
  }
}

async function absoluteAfterwards(afterwards: Afterwards): Promise<Afterwards> {
  return afterwards.kind === 'move' ? { kind: 'move', folder: await absolutePath(afterwards.folder) } : afterwards;
}

/** The one of that id or path. Throws `bad-request`. */
async function watchedFolder(named: string, queue: Pick<QueueAccess, 'ask'>): Promise<WatchedFolder> {
  const { folders } = await queue.ask('listWatchedFolders', {});
  const path = await absolutePath(named);
  const real = await realpath(path).catch(() => path);
  const found = folders.find((folder) => folder.watchId === named || folder.path === path || folder.path === real);
  if (found === undefined)
    throw new UploadError('bad-request', { details: { reason: `${named} is not watched; “gantry watch list” shows what is.` } });
  return found;
}

function linesOf(folder: WatchedFolder): string {
  const note = watchNoteWords(folder);
  const lines = [
    `${visibleText(folder.path)} → ${visibleText(folder.destinationName)}`,
    `  ${watchStateWords(folder)}`,
    `  ${visibleText(watchRulesWords(folder))}`,
    ...(note === null ? [] : [`  ${visibleText(note)}`]),
  ];
  return `${lines.join('\n')}\n`;
}
