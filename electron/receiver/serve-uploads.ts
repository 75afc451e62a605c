import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isLoopbackHost } from '../../shared/is-loopback-host.ts';
import { reasonOf } from '../../shared/text/reason-of.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import type { Log } from '../engine/ports.ts';
import { answer } from './answer.ts';
import { isOwnRequest } from './is-own-request.ts';
import { uploadsPath } from './uploads-path.ts';

export interface ServeOptions {
  /** 0: any free one. */
  readonly port: number;
  /** A loopback address. */
  readonly host: string;
  readonly log: Log;
  /** `allowBody` tells a client that asked first (`Expect: 100-continue`) to send its body. */
  handle(request: IncomingMessage, response: ServerResponse, allowBody: () => void): Promise<void>;
}

export interface Served {
  /** To give to `upload --to`. */
  readonly destinationUrl: string;
  /** Cuts what is under way, and resolves when nothing is handled any more. */
  close(): Promise<void>;
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const details =
        cause.code === 'EADDRINUSE'
          ? reasonOf('Port {port} is in use.', { port: String(port) })
          : reasonOf('The receiver cannot listen at {host}, port {port}.', { host, port: String(port) });
      reject(new UploadError('destination-invalid', { details, cause }));
    });
    server.listen(port, host, () => resolve(server.address() as AddressInfo));
  });
}

/** Throws `UploadError` `destination-invalid` for an address that others could reach. */
export function checkIsLoopback(host: string): void {
  if (isLoopbackHost(host)) return;
  throw new UploadError('destination-invalid', { details: { host, reason: 'The receiver listens on this computer only.' } });
}

/** Listens for uploads on loopback. Throws `UploadError` `destination-invalid` where the port is taken. */
export async function serveUploads({ port, host, log, handle }: ServeOptions): Promise<Served> {
  const underWay = new Set<Promise<void>>();
  const serve = (request: IncomingMessage, response: ServerResponse, allowBody: () => void) => {
    if (!isOwnRequest(request)) return answer(response, 403, {}, 'Web pages have no business here.\n');
    const handling = handle(request, response, allowBody)
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
  const { family, address, port: chosenPort } = await listen(server, port, host);
  return {
    destinationUrl: `tus+http://${family === 'IPv6' ? `[${address}]` : address}:${chosenPort}${uploadsPath}/`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await Promise.allSettled(underWay);
    },
  };
}
