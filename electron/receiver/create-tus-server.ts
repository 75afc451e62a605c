import type { DataStore, Locker } from '@tus/server';
import { Server } from '@tus/server';
import type { Log } from '../engine/ports.ts';
import type { Finished } from './answer-finished.ts';
import { locationHeader } from './answer-finished.ts';
import type { Refusal } from './refusal.ts';
import { uploadsPath } from './uploads-path.ts';

export interface TusServerOptions {
  readonly store: DataStore;
  readonly locker: Locker;
  readonly log: Log;
  /** The id that a create was given before it came here. */
  idOf(request: object | undefined): string;
  /** Puts a whole upload in its place. */
  finish(uploadId: string): Promise<Finished>;
  refusalFor(error: unknown): Refusal;
}

// How long a dead connection may keep the lock of an upload that its client asks for again.
const lockDrainMs = 200;

/** The tus 1.0 server that stands behind what a receiver answers itself. */
export function createTusServer({ store, locker, log, idOf, finish, refusalFor }: TusServerOptions): Server {
  return new Server({
    path: uploadsPath,
    datastore: store,
    locker,
    lockDrainTimeout: lockDrainMs,
    // Relative, because the port of "This computer" changes with every start.
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: (request) => idOf(request.runtime?.node?.req),
    onUploadFinish: async (_request, upload) => ({ headers: { ...locationHeader(await finish(upload.id)) } }),
    onResponseError: (_request, error) => {
      const { status_code, body } = refusalFor(error);
      if (status_code >= 500) log.write('warn', 'upload-refused', { status: status_code, error });
      return { status_code, body };
    },
  });
}
