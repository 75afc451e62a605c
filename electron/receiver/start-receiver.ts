import { rm, rmdir } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Server } from '@tus/server';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Log } from '../engine/ports.ts';
import { lockFileName } from '../engine/storage/data-directory-lock.ts';
import { answer } from './answer.ts';
import { bootIdentity } from './boot-identity.ts';
import { Finisher } from './finisher.ts';
import { IncomingStore } from './incoming-store.ts';
import { isOwnRequest } from './is-own-request.ts';
import { openFolder } from './open-folder.ts';
import type { Placing } from './place-file.ts';
import { refusalFor } from './refusal-for.ts';
import { TargetFolders } from './target-folders.ts';
import { UploadLocker } from './upload-locker.ts';
import { locationHeader, UploadRequests, uploadsPath } from './upload-requests.ts';

export interface StartReceiverOptions {
  /** Where files arrive; made when it is missing. */
  readonly directory: string;
  /** 0: any free one. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 without it. */
  readonly host?: string;
  readonly log: Log;
  /** Milliseconds since the epoch; the machine's clock without it. */
  readonly now?: () => number;
  /** Only tests give another one, to play a file system without hard links. */
  readonly makeLink?: Placing['makeLink'];
  /** Only tests give another one, to play a computer that was started anew. */
  readonly boot?: string;
}

export interface Receiver {
  /** To give to `upload --to`. */
  readonly destinationUrl: string;
  /** Cuts what is under way (it goes on at its offset after the next start) and ends. */
  close(): Promise<void>;
}

// How long a dead connection may keep the lock of an upload that its client asks for again.
const lockDrainMs = 200;

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? `Port ${port} is in use.` : `The receiver cannot listen at ${host}, port ${port}.`;
      reject(new UploadError('destination-invalid', { details: { reason }, cause }));
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

/**
 * Starts the built-in receiver: tus 1.0 with creation, creation-with-upload and termination, on loopback only. Finished files
 * are put under their relative path in `directory`, in one step, and survive a power failure before their client hears of it.
 * Throws `UploadError` `destination-invalid` where the folder cannot be used, the port is taken or the address is not loopback, and
 * `queue-held` where another process receives into the folder.
 */
export async function startReceiver(options: StartReceiverOptions): Promise<Receiver> {
  const { directory, port, host = '127.0.0.1', log, now = Date.now, makeLink, boot = bootIdentity() } = options;
  if (!/^(127\.\d+\.\d+\.\d+|localhost|::1)$/.test(host)) {
    throw new UploadError('destination-invalid', { details: { host, reason: 'The receiver listens on this computer only.' } });
  }
  const { root, device, incoming, finished, leftIds, lock } = await openFolder(directory, now, boot);
  const store = new IncomingStore(incoming, leftIds, boot);
  const folders = new TargetFolders(root, device, process.platform, now);
  const finisher = new Finisher({ store, finished, folders, root, log, now, ...(makeLink === undefined ? {} : { makeLink }) });
  const locker = new UploadLocker();
  const tus = new Server({
    path: uploadsPath,
    datastore: store,
    locker,
    lockDrainTimeout: lockDrainMs,
    // Relative, because the port of "This computer" changes with every start.
    relativeLocation: true,
    allowedOrigins: [],
    namingFunction: (request) => requests.idOf(request.runtime?.node?.req),
    onUploadFinish: async (_request, upload) => ({ headers: { ...locationHeader(await finisher.finish(upload.id)) } }),
    onResponseError: (_request, error) => {
      const { status_code, body } = refusalFor(error);
      if (status_code >= 500) log.write('warn', 'upload-refused', { status: status_code, error });
      return { status_code, body };
    },
  });
  const requests = new UploadRequests({ store, finished, finisher, folders, tus, locker, root });
  const underWay = new Set<Promise<void>>();
  const serve = (request: IncomingMessage, response: ServerResponse, allowBody: () => void) => {
    if (!isOwnRequest(request)) return answer(response, 403, {}, 'Web pages have no business here.\n');
    const handling = requests
      .handle(request, response, allowBody)
      .catch((error: unknown) => {
        log.write('error', 'request-failed', { error });
        response.destroy();
      })
      .finally(() => underWay.delete(handling));
    underWay.add(handling);
  };
  const server = createServer((request, response) => serve(request, response, () => undefined));
  // So that a refused client keeps its body.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
    serve(request, response, () => response.writeContinue()),
  );
  // Node would cut a request after five minutes, and an idle connection in front of its next file.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  const address = await listen(server, port, host).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const destinationUrl = `tus+http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}${uploadsPath}/`;
  log.write('info', 'receiver-started', { directory: root, destinationUrl });
  return {
    destinationUrl,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await Promise.allSettled(underWay);
      await store.idle();
      // Between a write and its finishing the tus server takes some turns of its own.
      await nextTurn();
      await finisher.idle();
      await finished.close();
      // While it is ours: nobody has locked a file that is not there any more.
      await rm(join(incoming, lockFileName), { force: true }).catch(() => undefined);
      lock.release();
      await rmdir(incoming).catch(() => undefined);
      log.write('info', 'receiver-stopped', { directory: root });
    },
  };
}
