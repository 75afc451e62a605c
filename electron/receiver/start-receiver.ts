import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../engine/ports.ts';
import { lockFileName } from '../engine/storage/data-directory-lock.ts';
import { bootIdentity } from './boot-identity.ts';
import { createTusServer } from './create-tus-server.ts';
import { Finisher } from './finisher.ts';
import { IncomingStore } from './incoming-store.ts';
import { openFolder } from './open-folder.ts';
import type { Placing } from './place-file.ts';
import { refusalFor } from './refusal-for.ts';
import { checkIsLoopback, serveUploads } from './serve-uploads.ts';
import { TargetFolders } from './target-folders.ts';
import { UploadLocker } from './upload-locker.ts';
import { UploadRequests } from './upload-requests.ts';

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

/**
 * Starts the built-in receiver: tus 1.0 with creation, creation-with-upload and termination, on loopback only. Finished files
 * are put under their relative path in `directory`, in one step, and survive a power failure before their client hears of it.
 * Throws `UploadError` `destination-invalid` where the folder cannot be used, the port is taken or the address is not loopback, and
 * `queue-held` where another process receives into the folder.
 */
export async function startReceiver(options: StartReceiverOptions): Promise<Receiver> {
  const { directory, port, host = '127.0.0.1', log, now = Date.now, makeLink, boot = bootIdentity() } = options;
  checkIsLoopback(host);
  const { root, device, incoming, finished, leftIds, lock } = await openFolder(directory, now, boot);
  const store = new IncomingStore(incoming, leftIds, boot);
  const folders = new TargetFolders(root, device, process.platform, now);
  const finisher = new Finisher({ store, finished, folders, root, log, now, ...(makeLink === undefined ? {} : { makeLink }) });
  const locker = new UploadLocker();
  const tus = createTusServer({
    store,
    locker,
    log,
    idOf: (request) => requests.idOf(request),
    finish: (uploadId) => finisher.finish(uploadId),
    refusalFor,
  });
  const requests = new UploadRequests({ store, finished, finisher, folders, tus, locker, root });
  const served = await serveUploads({
    port,
    host,
    log,
    handle: (request, response, allowBody) => requests.handle(request, response, allowBody),
  }).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const { destinationUrl } = served;
  log.write('info', 'receiver-started', { directory: root, destinationUrl });
  return {
    destinationUrl,
    close: async () => {
      await served.close();
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
