import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';

export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly head: string;
}

export interface RawServer {
  readonly origin: string;
  /** The bytes to send as the answer to a request; null: closes without one. */
  onRequest: (request: RawRequest) => Buffer | null;
  /** Closes the connection after an answer. */
  closesAfterwards: boolean;
  readonly requests: RawRequest[];
  /** All that went out as answers since `forget`. */
  sent(): string;
  /** How much of an answer the client took at the most. */
  mostTakenBytes(): number;
  forget(): void;
  close(): Promise<void>;
}

/** HTTP in the plainest way: reads a head and its body, and sends whatever bytes it is given. */
export async function startRawServer(): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const requests: RawRequest[] = [];
  let sent: Buffer[] = [];
  let mostTakenBytes = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let waiting = Buffer.alloc(0);
    let bodyLeft = 0;
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    const answer = (request: RawRequest): void => {
      requests.push(request);
      const bytes = raw.onRequest(request);
      if (bytes === null) {
        socket.destroy();
        return;
      }
      sent.push(bytes.subarray(0, 100_000));
      socket.write(bytes, (error) => {
        if (error) return;
        mostTakenBytes = Math.max(mostTakenBytes, bytes.length);
        if (raw.closesAfterwards) socket.end();
      });
    };
    let asked: RawRequest | null = null;
    socket.on('data', (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      for (;;) {
        if (asked !== null) {
          if (waiting.length < bodyLeft) return;
          waiting = waiting.subarray(bodyLeft);
          answer(asked);
          asked = null;
        }
        const end = waiting.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = waiting.subarray(0, end).toString('latin1');
        const [method = '', path = ''] = (head.split('\r\n')[0] ?? '').split(' ');
        bodyLeft = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
        waiting = waiting.subarray(end + 4);
        asked = { method, path, head };
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const raw: RawServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    onRequest: () => null,
    closesAfterwards: true,
    requests,
    sent: () => Buffer.concat(sent).toString('latin1'),
    mostTakenBytes: () => mostTakenBytes,
    forget: () => {
      requests.length = 0;
      sent = [];
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return raw;
}
