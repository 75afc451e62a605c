import type { Socket } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer, scriptedSocket } from './scripted-server.ts';
import { settled } from './settled.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

/** A server that says `answer` to whatever comes over its connections, and counts both. */
async function answering(answer: (socket: Socket, connection: number, request: number) => void) {
  const seen = { requests: [] as string[], connections: 0, open: 0, mostOpen: 0, closed: 0 };
  const { port } = await scriptedSocket((socket, connection) => {
    seen.connections += 1;
    seen.open += 1;
    seen.mostOpen = Math.max(seen.mostOpen, seen.open);
    socket.on('close', () => {
      seen.open -= 1;
      seen.closed += 1;
    });
    socket.on('data', (bytes: Buffer) => {
      seen.requests.push(bytes.toString('latin1').split(' ', 1)[0] ?? '');
      answer(socket, connection, seen.requests.length);
    });
  });
  const url = `http://127.0.0.1:${port}/`;
  return { url, seen, ...transportTo(url) };
}

const noContent = 'HTTP/1.1 204 No Content\r\n\r\n';

describe('a connection for requests of one write', () => {
  it('is used again and again', async () => {
    const { url, seen, transport } = await answering((socket) => void socket.write('HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok'));
    for (const method of ['PUT', 'POST', 'GET', 'MOVE'] as const) {
      const answer = await transport.request(putRequest(url, { method, body: method === 'PUT' ? bodyOf(100) : null }));
      expect([answer.status, answer.body.toString()]).toEqual([201, 'ok']);
    }
    expect([seen.requests, seen.connections]).toEqual([['PUT', 'POST', 'GET', 'MOVE'], 1]);
  });

  it.each([
    ['more comes with the answer', `${noContent}HTTP/1.1 500 Not yours\r\nContent-Length: 0\r\n\r\n`],
    ['a body comes where there is none', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello'],
    ['the answer says so', 'HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'],
    ['the answer is of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['the server would close it at once', 'HTTP/1.1 204 No Content\r\nKeep-Alive: timeout=1, max=100\r\n\r\n'],
  ])('ends when %s', async (_when, answer) => {
    const { url, seen, transport } = await answering((socket) => void socket.write(answer));
    for (let number = 1; number <= 3; number += 1) {
      expect((await transport.request(putRequest(url))).status).toBeLessThan(300);
      expect(seen.connections).toBe(number);
    }
    await vi.waitFor(() => expect(seen.closed).toBe(3));
  });

  it('ends when something comes that nobody asked for, which is no answer to the next request', async () => {
    const sockets: Socket[] = [];
    const { url, seen, transport } = await answering((socket) => {
      sockets.push(socket);
      socket.write(noContent);
    });
    await transport.request(putRequest(url));
    sockets[0]?.write('HTTP/1.1 500 Not yours\r\nContent-Length: 0\r\n\r\n');
    await vi.waitFor(() => expect(seen.closed).toBe(1));
    expect((await transport.request(putRequest(url, { method: 'POST' }))).status).toBe(204);
    expect(seen.connections).toBe(2);
  });

  it('that the server closes after an answer is not used for the next request', async () => {
    const { url, seen, transport } = await answering((socket) => void socket.end(noContent));
    for (let number = 1; number <= 3; number += 1) {
      expect((await transport.request(putRequest(url, { method: 'POST', body: bodyOf(10) }))).status).toBe(204);
      await vi.waitFor(() => expect(seen.closed).toBe(number));
    }
  });

  it('that breaks within an answer costs the request, also where the request may be repeated', async () => {
    const { url, seen, transport } = await answering((socket, _connection, request) => {
      if (request === 1) socket.write(noContent);
      else socket.end('HTTP/1.1 20');
    });
    await transport.request(putRequest(url));
    await expect(transport.request(putRequest(url))).rejects.toMatchObject({ code: 'connection-lost', details: { reason: 'ECONNRESET' } });
    expect(seen.requests).toHaveLength(2);
  });

  it('is there for as many as there are transfers and four more, and the others wait for their turn', async () => {
    const waiting: Socket[] = [];
    const { url, seen, transport } = await answering((socket) => void waiting.push(socket));
    const asked = Array.from({ length: 20 }, () => transport.request(putRequest(url)));
    await vi.waitFor(() => expect(waiting).toHaveLength(8));
    expect(await settled(() => waiting.length)).toBe(8);
    for (let answered = 0; answered < 20; answered += 1) {
      await vi.waitFor(() => expect(waiting[answered]).toBeDefined());
      waiting[answered]?.write(noContent);
    }
    expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 204));
    expect([seen.connections, seen.requests.length]).toEqual([8, 20]);
  });

  it('is made anew for whoever waits when one breaks, and not for whoever no longer wants it', async () => {
    const waiting: Socket[] = [];
    const { url, seen, transport } = await answering((socket) => void waiting.push(socket));
    const failed = Array.from({ length: 8 }, () => transport.request(putRequest(url)).catch((error: unknown) => error));
    const controller = new AbortController();
    const aborted = transport.request(putRequest(url, { signal: controller.signal }));
    const last = transport.request(putRequest(url, { method: 'POST' }));
    await vi.waitFor(() => expect(waiting).toHaveLength(8));
    controller.abort('stop');
    await expect(aborted).rejects.toBe('stop');
    waiting[0]?.destroy();
    await vi.waitFor(() => expect(seen.requests.at(-1)).toBe('POST'));
    waiting[8]?.write(noContent);
    expect((await last).status).toBe(204);
    transport.close();
    expect(await Promise.all(failed)).toMatchObject(Array.from({ length: 8 }, () => ({ code: 'connection-lost' })));
    expect(seen.requests).toHaveLength(9);
  });

  it('is ended with all others, nothing is sent again, and who waits is told', async () => {
    const { url, seen, transport } = await answering((socket, _connection, request) => {
      if (request <= 8) socket.write(noContent);
    });
    await Promise.all(Array.from({ length: 8 }, () => transport.request(putRequest(url))));
    const asked = Array.from({ length: 10 }, () => transport.request(putRequest(url)).catch((error: unknown) => error));
    await vi.waitFor(() => expect(seen.requests).toHaveLength(16));
    transport.close();
    expect(await Promise.all(asked)).toMatchObject(Array.from({ length: 10 }, () => ({ code: 'connection-lost' })));
    await vi.waitFor(() => expect(seen.open).toBe(0));
    expect(await settled(() => seen.requests.length)).toBe(16);
  });

  it('is dropped when it is idle and the machine slept', async () => {
    const { url, seen, transport } = await answering((socket) => void socket.write(noContent));
    await transport.request(putRequest(url));
    transport.suspectConnections();
    await vi.waitFor(() => expect(seen.closed).toBe(1));
  });

  it('is reset by an abort, and no longer counts', async () => {
    const reset = vi.fn();
    const { url, seen, transport } = await answering((socket) => void socket.once('error', reset));
    const controller = new AbortController();
    const sending = transport.request(putRequest(url, { body: bodyOf(60_000), signal: controller.signal }));
    await vi.waitFor(() => expect(seen.requests).not.toEqual([]));
    controller.abort('stop');
    await expect(sending).rejects.toBe('stop');
    await vi.waitFor(() => expect(reset).toHaveBeenCalledWith(expect.objectContaining({ code: 'ECONNRESET' })));
  });

  it('gives its place to a body that streams, whose connection then serves all', async () => {
    let open = 0;
    let mostOpen = 0;
    const ports: (number | undefined)[] = [];
    const server = await scriptedServer((request, response) => {
      if (!ports.includes(request.socket.remotePort)) {
        open += 1;
        request.socket.on('close', () => (open -= 1));
      }
      mostOpen = Math.max(mostOpen, open);
      ports.push(request.socket.remotePort);
      request.on('end', () => response.writeHead(204).end());
    });
    const { transport } = transportTo(server.url);
    for (const length of [10, 10, mebibyte, 10, mebibyte, 10]) await transport.request(putRequest(server.url, { body: bodyOf(length) }));
    const [small, , large] = ports;
    expect(ports).toEqual([small, small, large, large, large, large]);
    expect([small === large, mostOpen]).toEqual([false, 1]);
  });
});
