import { UploadError } from '../engine/errors/upload-error.ts';
import type { RequestHandlers } from './request-handler.ts';
import { requestHandlers } from './request-handlers.ts';

const refuse = (): never => {
  throw new UploadError('not-possible-now', { details: { reason: 'Settings are changed with “gantry settings” alone.' } });
};

/**
 * Settings can start a program, name who is told of every batch, and whom to trust. Neither a page nor a program at the local socket may choose that: a person
 * does, in the terminal, which writes the file that Gantry follows, or in a box of the system's own that a page of the window may only ask for.
 */
export const terminalOnly: RequestHandlers<'updateSettings' | 'importSettings' | 'saveProxyPassword'> = {
  updateSettings: { ...requestHandlers.updateSettings, handle: refuse },
  importSettings: { ...requestHandlers.importSettings, handle: refuse },
  saveProxyPassword: { ...requestHandlers.saveProxyPassword, handle: refuse },
};
