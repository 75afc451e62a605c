import type { Requests } from '../../shared/contract.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { RequestHandler, RequestHandlers } from '../requests/request-handler.ts';
import { requestHandlers } from '../requests/request-handlers.ts';
import { terminalOnly } from '../requests/terminal-only.ts';
import { mostRows } from './socket-protocol.ts';
import type { AskAboutKey } from './trust-by-person.ts';
import { trustByPerson } from './trust-by-person.ts';

/** A drive and a share of Windows are absolute too. */
const absolute = /^(?:\/|[A-Za-z]:[\\/]|\\\\)/;

const addPaths: RequestHandler<'addPaths'> = {
  ...requestHandlers.addPaths,
  handle(context, args) {
    // The folder that a caller stands in is not the holder's.
    for (const [index, path] of args.paths.entries()) requireAbsolute(path, `paths.${index}`);
    return requestHandlers.addPaths.handle(context, args);
  },
};

const addWatchedFolder: RequestHandler<'addWatchedFolder'> = {
  ...requestHandlers.addWatchedFolder,
  handle(context, args) {
    requireAbsolute(args.path, 'path');
    if (args.afterwards.kind === 'move') requireAbsolute(args.afterwards.folder, 'afterwards.folder');
    return requestHandlers.addWatchedFolder.handle(context, args);
  },
};

const changeWatchedFolder: RequestHandler<'changeWatchedFolder'> = {
  ...requestHandlers.changeWatchedFolder,
  handle(context, args) {
    if (args.afterwards?.kind === 'move') requireAbsolute(args.afterwards.folder, 'afterwards.folder');
    return requestHandlers.changeWatchedFolder.handle(context, args);
  },
};

const listUploads: RequestHandler<'listUploads'> = {
  ...requestHandlers.listUploads,
  handle: (context, args) => requestHandlers.listUploads.handle(context, { ...args, limit: Math.min(args.limit, mostRows) }),
};

const listRefusals: RequestHandler<'listRefusals'> = {
  ...requestHandlers.listRefusals,
  handle: (context, { limit = mostRows, ...args }) =>
    requestHandlers.listRefusals.handle(context, { ...args, limit: Math.min(limit, mostRows) }),
};

const getConflicts: RequestHandler<'getConflicts'> = {
  ...requestHandlers.getConflicts,
  handle: (context, { limit = mostRows, ...args }) =>
    requestHandlers.getConflicts.handle(context, { ...args, limit: Math.min(limit, mostRows) }),
};

export type SocketHandlers = RequestHandlers<keyof Requests>;

/** The requests of both hosts as a program asks them: paths are absolute, lists come in pages, and whom to trust is a person's to say. */
export function socketHandlersFor(askAboutKey: AskAboutKey | null): SocketHandlers {
  return {
    ...requestHandlers,
    ...terminalOnly,
    trustHostKey: trustByPerson(askAboutKey),
    addPaths,
    addWatchedFolder,
    changeWatchedFolder,
    listUploads,
    listRefusals,
    getConflicts,
  };
}

function requireAbsolute(path: string, name: string): void {
  if (!absolute.test(path)) throw new UploadError('bad-request', { details: { reason: `${name}: is not absolute` } });
}
