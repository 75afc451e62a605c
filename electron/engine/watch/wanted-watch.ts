import { realpath } from 'node:fs/promises';
import type { DestinationId } from '../../../shared/ids.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import type { Afterwards, WatchRules } from '../../../shared/watched-folder.ts';
import { longestSettleMs, shortestSettleMs } from '../../../shared/watched-folder.ts';
import { UploadError } from '../errors/upload-error.ts';
import { absolutePath } from '../source/absolute-path.ts';
import { classifySourceError } from '../source/classify-source-error.ts';
import type { KeptOut } from './check-watched-path.ts';
import type { FolderIdentity } from './watch-record.ts';
import type { FolderWatchingOptions } from './watching-options.ts';

type Options = Pick<FolderWatchingOptions, 'dataDirectory' | 'destinations' | 'disk' | 'ports' | 'receiveDirectory'>;

/** Makes of what somebody wants watched what can be watched. Its methods throw `bad-request` with the reason in words. */
export class WantedWatch {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Throws `destination-unknown`. */
  requireDestination(destinationId: DestinationId): void {
    if (this.#options.destinations.list().some((destination) => destination.destinationId === destinationId)) return;
    throw new UploadError('destination-unknown', { details: { reason: destinationId } });
  }

  /** What is left out of the changes is as before. */
  rulesFrom(before: WatchRules, changes: Partial<WatchRules>): WatchRules {
    const rules = { ...before, ...changes };
    if (rules.settleMs < shortestSettleMs || rules.settleMs > longestSettleMs) throw refused('A file settles within 1 s to 24 h.');
    return rules;
  }

  /** By its path without links. */
  async folderAt(given: string): Promise<{ readonly path: string; readonly identity: FolderIdentity }> {
    const path = await realpath(await absolutePath(given)).catch((error: unknown) => {
      throw classifySourceError(error, given);
    });
    const entry = await this.#options.disk.look(path);
    if (entry.kind !== 'folder') throw refused('Only a folder can be watched.');
    return { path, identity: entry.identity };
  }

  async afterwardsFrom(given: Afterwards): Promise<Afterwards> {
    if (given.kind === 'trash' && this.#options.ports.trash === undefined) {
      throw refused('Only the window can put files in the trash. Leave them, or give a folder that they are moved to.');
    }
    if (given.kind !== 'move') return given;
    return { kind: 'move', folder: (await this.folderAt(given.folder)).path };
  }

  /** Folders that must not be watched for that destination. */
  async keptOut(destinationId: DestinationId): Promise<readonly KeptOut[]> {
    const { dataDirectory, receiveDirectory, destinations } = this.#options;
    const own: KeptOut = { path: await realpath(dataDirectory), reason: 'Gantry keeps its own list of uploads in there.' };
    if (receiveDirectory === null || !destinations.get(destinationId).isBuiltIn) return [own];
    const received = await realpath(receiveDirectory).catch(() => receiveDirectory);
    return [own, { path: received, reason: '“This computer” puts there what it receives: its files would go round in a circle.' }];
  }
}

function refused(reason: PlainText): UploadError {
  return new UploadError('bad-request', { details: { reason } });
}
