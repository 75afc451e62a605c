import { z } from 'zod';
import type { Destination } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import { afterwardsKinds } from '../../../shared/watched-folder.ts';
import type { Engine } from '../../engine/engine.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { addWatchedFolder } from '../../requests/add-watched-folder.ts';
import { destinationIdSchema } from '../../requests/argument-schemas.ts';
import { changeWatchedFolder } from '../../requests/change-watched-folder.ts';
import type { RequestHandlers } from '../../requests/request-handler.ts';
import { updateDestination } from '../../requests/update-destination.ts';
import { watchRulesSchema } from '../../requests/watch-rules-schema.ts';
import type { AgreeToAddresses } from '../destinations/agree-to-addresses.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import { createEditWatchedFolder } from './edit-watched-folder.ts';
import type { WatchDialogs } from './watch-dialogs.ts';
import { newAddressQuestion, watchQuestion } from './watch-question.ts';
import { WatchesUnderWay } from './watches-under-way.ts';

export interface WatchHandlersOptions {
  readonly dialogs: WatchDialogs;
  /** Asks in a box of the system's own. Throws `not-possible-now` where nobody is to be asked now. */
  consent(question: YesNoQuestion): Promise<boolean>;
  /** Has a person agree to an address that is new. */
  readonly agree: AgreeToAddresses;
}

/**
 * What a page may do with watched folders. It names neither the folder nor where its files are moved to: a person chooses both in the system's own dialog,
 * and says yes in its box before anything is moved or trashed, or before another address gets what comes into a folder that is watched. What a person said yes to
 * is what holds: where the address is another one by then, nothing is done.
 */
export function createWatchHandlers(
  options: WatchHandlersOptions,
): RequestHandlers<'addWatchedFolder' | 'changeWatchedFolder' | 'chooseWatchedFolder' | 'editWatchedFolder' | 'updateDestination'> {
  const { dialogs, consent, agree } = options;
  const underWay = new WatchesUnderWay();
  return {
    addWatchedFolder: {
      ...addWatchedFolder,
      handle() {
        throw refusal('A folder is chosen in the dialog of the system.');
      },
    },
    changeWatchedFolder: {
      ...changeWatchedFolder,
      handle() {
        throw refusal('What becomes of a watched folder is asked in a box of the system.');
      },
    },
    editWatchedFolder: createEditWatchedFolder(options, underWay),
    chooseWatchedFolder: {
      schema: z.strictObject({ destinationId: destinationIdSchema, rules: watchRulesSchema, afterwards: z.enum(afterwardsKinds) }),
      async handle({ engine }, { destinationId, rules, afterwards: kind }) {
        const destination = destinationIn(engine, destinationId);
        if (destination === undefined) throw new UploadError('destination-unknown', { details: { reason: destinationId } });
        const path = await dialogs.chooseWatched(destination.name);
        if (path === null) return { folder: null };
        const target = kind === 'move' ? await dialogs.chooseTarget() : null;
        if (kind === 'move' && target === null) return { folder: null };
        const afterwards =
          target === null ? { kind: kind === 'trash' ? kind : ('leave' as const) } : { kind: 'move' as const, folder: target };
        const question = watchQuestion(path, destination, afterwards);
        if (question !== null && !(await consent(question))) return { folder: null };
        // While a dialog is open there is no watch yet, and its destination can be changed without a question.
        const now = destinationIn(engine, destinationId);
        if (now?.name !== destination.name || now.url !== destination.url || underWay.has('moving', destinationId))
          throw refusal('The destination was changed meanwhile. Try again.');
        return {
          folder: await underWay.during('watching', destinationId, () =>
            engine.watchedFolders.add({ path, destinationId, rules, afterwards }),
          ),
        };
      },
    },
    updateDestination: {
      ...updateDestination,
      async handle(context, args) {
        const { destinationId, url } = args;
        if (url === undefined) return await updateDestination.handle(context, args);
        const questionNow = () => newAddressQuestionIn(context.engine, destinationId, url);
        const question = questionNow();
        if (question === null) await agree(context.engine, [url]);
        else if (!(await consent(question))) throw refusal('The address was left as it is.');
        // A folder may be watched by now for what was asked about without one.
        if (JSON.stringify(questionNow()) !== JSON.stringify(question))
          throw refusal('The destination or its watched folders were changed meanwhile. Try again.');
        if (underWay.has('watching', destinationId)) throw refusal('A folder is about to be watched. Try again.');
        return await underWay.during('moving', destinationId, async () => await updateDestination.handle(context, args));
      },
    },
  };
}

function destinationIn(engine: Engine, destinationId: DestinationId): Destination | undefined {
  return engine.destinations.list().find((one) => one.destinationId === destinationId);
}

/** null: no watched folder sends there, or it is the same address. */
function newAddressQuestionIn(engine: Engine, destinationId: DestinationId, url: string): YesNoQuestion | null {
  const destination = destinationIn(engine, destinationId);
  const paths = engine.watchedFolders
    .list()
    .filter((folder) => folder.destinationId === destinationId)
    .map(({ path }) => path);
  if (destination === undefined || url.trim() === destination.url || paths.length === 0) return null;
  return newAddressQuestion(destination, url, paths);
}

function refusal(reason: PlainText): UploadError {
  return new UploadError('not-possible-now', { details: { reason } });
}
