import { z } from 'zod';
import { afterwardsKinds } from '../../../shared/watched-folder.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { addWatchedFolder } from '../../requests/add-watched-folder.ts';
import { destinationIdSchema } from '../../requests/argument-schemas.ts';
import type { RequestHandlers } from '../../requests/request-handler.ts';
import { updateDestination } from '../../requests/update-destination.ts';
import { watchRulesSchema } from '../../requests/watch-rules-schema.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import type { WatchDialogs } from './watch-dialogs.ts';
import { newAddressQuestion, watchQuestion } from './watch-question.ts';

export interface WatchHandlersOptions {
  readonly dialogs: WatchDialogs;
  /** Asks in a box of the system's own. Throws `not-possible-now` where nobody is to be asked now. */
  consent(question: YesNoQuestion): Promise<boolean>;
}

/**
 * What a page may do with watched folders. It names neither the folder nor where its files are moved to: a person chooses both in the system's own dialog,
 * and says yes in its box before anything is moved or trashed, or before another address gets what comes into a folder that is watched.
 */
export function createWatchHandlers({
  dialogs,
  consent,
}: WatchHandlersOptions): RequestHandlers<'addWatchedFolder' | 'chooseWatchedFolder' | 'updateDestination'> {
  return {
    addWatchedFolder: {
      ...addWatchedFolder,
      handle() {
        throw new UploadError('not-possible-now', { details: { reason: 'A folder is chosen in the dialog of the system.' } });
      },
    },
    chooseWatchedFolder: {
      schema: z.strictObject({ destinationId: destinationIdSchema, rules: watchRulesSchema, afterwards: z.enum(afterwardsKinds) }),
      async handle({ engine }, { destinationId, rules, afterwards: kind }) {
        const destination = engine.destinations.list().find((one) => one.destinationId === destinationId);
        if (destination === undefined) throw new UploadError('destination-unknown', { details: { reason: destinationId } });
        const path = await dialogs.chooseWatched(destination.name);
        if (path === null) return { folder: null };
        const target = kind === 'move' ? await dialogs.chooseTarget() : null;
        if (kind === 'move' && target === null) return { folder: null };
        const afterwards =
          target === null ? { kind: kind === 'trash' ? kind : ('leave' as const) } : { kind: 'move' as const, folder: target };
        const question = watchQuestion(path, destination, afterwards);
        if (question !== null && !(await consent(question))) return { folder: null };
        return { folder: await engine.watchedFolders.add({ path, destinationId, rules, afterwards }) };
      },
    },
    updateDestination: {
      ...updateDestination,
      async handle(context, args) {
        const { engine } = context;
        const destination = engine.destinations.list().find((one) => one.destinationId === args.destinationId);
        const watched = engine.watchedFolders.list().filter((folder) => folder.destinationId === args.destinationId);
        const { url } = args;
        if (destination !== undefined && url !== undefined && url.trim() !== destination.url && watched.length > 0) {
          const question = newAddressQuestion(
            destination,
            url,
            watched.map(({ path }) => path),
          );
          if (!(await consent(question)))
            throw new UploadError('not-possible-now', { details: { reason: 'The address was left as it is.' } });
        }
        return await updateDestination.handle(context, args);
      },
    },
  };
}
