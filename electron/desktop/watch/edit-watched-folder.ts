import { z } from 'zod';
import type { Destination } from '../../../shared/destination.ts';
import type { PlainText } from '../../../shared/language/text.ts';
import { afterwardsKinds } from '../../../shared/watched-folder.ts';
import type { Engine } from '../../engine/engine.ts';
import { UploadError } from '../../engine/errors/upload-error.ts';
import { destinationIdSchema, watchIdSchema } from '../../requests/argument-schemas.ts';
import type { RequestHandler } from '../../requests/request-handler.ts';
import { watchRulesSchema } from '../../requests/watch-rules-schema.ts';
import type { YesNoQuestion } from '../settings/ask-yes-no.ts';
import type { WatchChangeAsked } from './watch-change-question.ts';
import { watchChangeQuestion } from './watch-change-question.ts';
import type { WatchDialogs } from './watch-dialogs.ts';
import type { WatchesUnderWay } from './watches-under-way.ts';

export interface EditWatchedFolderOptions {
  readonly dialogs: Pick<WatchDialogs, 'chooseTarget'>;
  consent(question: YesNoQuestion): Promise<boolean>;
}

/**
 * A page changes how a folder is watched. Which files are taken, and when, it may say by itself; where they go and that they are taken away is a person's to say,
 * in the system's own box, and the folder that they are moved to is chosen in its dialog.
 */
export function createEditWatchedFolder(
  { dialogs, consent }: EditWatchedFolderOptions,
  underWay: WatchesUnderWay,
): RequestHandler<'editWatchedFolder'> {
  return {
    schema: z.strictObject({
      watchId: watchIdSchema,
      destinationId: destinationIdSchema.exactOptional(),
      rules: watchRulesSchema,
      afterwards: z.enum(afterwardsKinds).exactOptional(),
    }),
    async handle({ engine }, { watchId, destinationId, rules, afterwards: kind }) {
      const target = kind === 'move' ? await dialogs.chooseTarget() : null;
      if (kind === 'move' && target === null) return { folder: null };
      const afterwards = kind === 'move' ? { kind, folder: target ?? '' } : kind === undefined ? null : { kind };
      const askedNow = (): WatchChangeAsked => {
        const folder = engine.watchedFolders.list().find((one) => one.watchId === watchId);
        if (folder === undefined) throw new UploadError('bad-request', { details: { reason: 'That folder is not watched.' } });
        const destination = destinationOf(engine, destinationId ?? folder.destinationId);
        return {
          ...{ path: folder.path, destination, afterwards: afterwards ?? folder.afterwards },
          isElsewhere: destination.destinationId !== folder.destinationId,
          isTakenAway: afterwards !== null && afterwards.kind !== 'leave',
        };
      };
      const asked = askedNow();
      const question = watchChangeQuestion(asked);
      if (question !== null) {
        if (!(await consent(question))) return { folder: null };
        const now = watchChangeQuestion(askedNow());
        if (JSON.stringify(now) !== JSON.stringify(question))
          throw refusal('The destination or its watched folders were changed meanwhile. Try again.');
      }
      const change = { rules, ...(afterwards === null ? {} : { afterwards }), ...(destinationId === undefined ? {} : { destinationId }) };
      if (destinationId === undefined) return { folder: await engine.watchedFolders.change(watchId, change) };
      if (underWay.has('moving', destinationId)) throw refusal('The destination was changed meanwhile. Try again.');
      return { folder: await underWay.during('watching', destinationId, () => engine.watchedFolders.change(watchId, change)) };
    },
  };
}

function destinationOf(engine: Engine, destinationId: string): Destination {
  const destination = engine.destinations.list().find((one) => one.destinationId === destinationId);
  if (destination === undefined) throw new UploadError('destination-unknown', { details: { reason: destinationId } });
  return destination;
}

function refusal(reason: PlainText): UploadError {
  return new UploadError('not-possible-now', { details: { reason } });
}
