import { noArgumentsSchema } from '../../requests/argument-schemas.ts';
import type { RequestHandlers } from '../../requests/request-handler.ts';
import type { UpdateDesk } from './update-desk.ts';

type UpdateRequest = 'getUpdateNotice' | 'lookForUpdate' | 'restartForUpdate' | 'postponeUpdate';

/** A page may ask for a look and for the restart, and names nothing: no server, no file, no version. */
export function createUpdateHandlers(desk: Pick<UpdateDesk, 'notice' | 'look' | 'restart' | 'postpone'>): RequestHandlers<UpdateRequest> {
  return {
    getUpdateNotice: { schema: noArgumentsSchema, handle: () => ({ notice: desk.notice() }) },
    lookForUpdate: { schema: noArgumentsSchema, handle: () => desk.look() },
    restartForUpdate: {
      schema: noArgumentsSchema,
      handle: () => {
        desk.restart();
        return { notice: desk.notice() };
      },
    },
    postponeUpdate: {
      schema: noArgumentsSchema,
      handle: () => {
        desk.postpone();
        return { notice: desk.notice() };
      },
    },
  };
}
