import { UploadError } from '../engine/errors/upload-error.ts';
import type { RequestHandlers } from './request-handler.ts';
import { requestHandlers } from './request-handlers.ts';

const refuse = (): never => {
  throw new UploadError('not-possible-now', { details: { reason: 'Settings are changed with “gantry settings” alone.' } });
};

/**
 * Settings can start a program, name who is told of every batch, and whom to trust. Neither a page nor a program at the local socket may choose that: only a
 * person in the terminal does, who writes the file that Gantry follows.
 */
export const terminalOnly: RequestHandlers<'updateSettings' | 'importSettings' | 'saveProxyPassword'> = {
  updateSettings: { ...requestHandlers.updateSettings, handle: refuse },
  importSettings: { ...requestHandlers.importSettings, handle: refuse },
  saveProxyPassword: { ...requestHandlers.saveProxyPassword, handle: refuse },
};
