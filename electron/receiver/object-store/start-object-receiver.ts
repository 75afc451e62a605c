import type { Log } from '../../engine/ports.ts';
import { createTusServer } from '../create-tus-server.ts';
import { checkIsLoopback, serveUploads } from '../serve-uploads.ts';
import type { Receiver } from '../start-receiver.ts';
import { UploadLocker } from '../upload-locker.ts';
import { IncomingObjects } from './incoming-objects.ts';
import { ObjectRequests } from './object-requests.ts';
import type { ObjectStoreAddress } from './object-store-address.ts';
import { refusalForStore } from './refusal-for-store.ts';
import { unusableStore } from './unusable-store.ts';

export interface StartObjectReceiverOptions {
  readonly address: ObjectStoreAddress;
  /** 0: any free one. */
  readonly port: number;
  /** A loopback address; 127.0.0.1 without it. */
  readonly host?: string;
  readonly log: Log;
  /** Milliseconds since the epoch; the machine's clock without it. */
  readonly now?: () => number;
}

/**
 * Starts the built-in receiver on an object store: tus 1.0 in, finished objects under their relative path in a bucket. It keeps nothing
 * on this computer, so that it can be started again anywhere. Throws an `UploadError` where the store cannot be used as it is, or the
 * port is taken. One receiver for a prefix: between two, a store without
 * conditions leaves a moment in which one may replace what the other stored.
 */
export async function startObjectReceiver(options: StartObjectReceiverOptions): Promise<Receiver> {
  const { address, port, host = '127.0.0.1', log, now = Date.now } = options;
  checkIsLoopback(host);
  const store = new IncomingObjects(address);
  try {
    await store.open(now());
  } catch (error) {
    await store.close();
    throw unusableStore(error, address);
  }
  const locker = new UploadLocker();
  const tus = createTusServer({
    store,
    locker,
    log,
    idOf: (request) => requests.idOf(request),
    finish: (uploadId) => store.finisher.finish(uploadId),
    refusalFor: refusalForStore,
  });
  const requests = new ObjectRequests({ store, tus, locker });
  const served = await serveUploads({
    port,
    host,
    log,
    handle: (request, response, allowBody) => requests.handle(request, response, allowBody),
  }).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { bucket, prefix, endpoint } = address;
  log.write('info', 'receiver-started', { bucket, prefix, endpoint, destinationUrl: served.destinationUrl });
  return {
    destinationUrl: served.destinationUrl,
    close: async () => {
      await served.close();
      await store.close();
      log.write('info', 'receiver-stopped', { bucket, prefix });
    },
  };
}
