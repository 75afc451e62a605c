import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { HttpRequest } from '../../../electron/engine/protocols/transport/http-request.ts';
import { bodyOf } from './body-of.ts';
import { scriptedServer, scriptedSocket } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

function put(url: string, rest: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'PUT', url: new URL(url), body: null, signal, ...rest };
}

describe('a request', () => {
  it('streams its body, counts what the socket took, and reads the answer', async () => {
    const server = await scriptedServer((request, response) => {
      request.on('end', () => response.writeHead(201, { 'X-A': 'b' }).end('thanks'));
    });
    const { transport } = transportTo(server.url);
    const counts: number[] = [];
    const length = 20 * mebibyte + 7;
    const answer = await transport.request(put(`${server.url}a?b=c`, { body: bodyOf(length), onBytesSent: (bytes) => counts.push(bytes) }));
    expect([answer.status, answer.headers['x-a'], answer.body.toString()]).toEqual([201, 'b', 'thanks']);
    expect(server.seen).toMatchObject([{ method: 'PUT', path: '/a?b=c', bytes: length, headers: { 'content-length': String(length) } }]);
    expect(counts.at(-1)).toBe(length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
  });

  it.each([0, 1, 16 * 1024, 64 * 1024, 64 * 1024 + 1])('sends a body of %i bytes', async (length) => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(204).end()));
    const { transport } = transportTo(server.url);
    const counts: number[] = [];
    await transport.request(put(server.url, { body: bodyOf(length, 10_000), onBytesSent: (bytes) => counts.push(bytes) }));
    expect(server.seen[0]?.bytes).toBe(length);
    expect(counts.at(-1)).toBe(length);
  });

  it('keeps its connections', async () => {
    const ports = new Set<number | undefined>();
    const server = await scriptedServer((request, response) => {
      ports.add(request.socket.remotePort);
      request.on('end', () => response.writeHead(204).end());
    });
    const { transport } = transportTo(server.url);
    for (let round = 0; round < 5; round++) await transport.request(put(server.url, { body: bodyOf(100_000) }));
    expect(ports.size).toBe(1);
  });

  it('asks for the credentials every time and puts them into the header alone', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(204).end());
    let token = 'one';
    const { transport } = transportTo(server.url, { credentials: async () => ({ kind: 'bearer', token }) });
    await transport.request(put(server.url));
    token = 'two';
    await transport.request(put(server.url));
    expect(server.seen.map((entry) => entry.headers.authorization)).toEqual(['Bearer one', 'Bearer two']);
  });

  it('passes on that a secret is missing, before anything is sent', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(204).end());
    const missing = new UploadError('secret-missing');
    const { transport } = transportTo(server.url, { credentials: () => Promise.reject(missing) });
    await expect(transport.request(put(server.url))).rejects.toBe(missing);
    expect(server.seen).toEqual([]);
  });

  it('refuses to speak to another origin', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(204).end());
    const { transport } = transportTo('http://127.0.0.1:9/');
    await expect(transport.request(put(server.url))).rejects.toMatchObject({ code: 'redirect-refused' });
    expect(server.seen).toEqual([]);
  });

  it('keeps 64 KiB of a long answer, and ends one that does not end', async () => {
    const server = await scriptedServer((_request, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(mebibyte, 'x')), 1);
      response.on('close', () => clearInterval(timer));
    });
    const { transport } = transportTo(server.url);
    const answer = await transport.request(put(server.url));
    expect([answer.status, answer.body.byteLength]).toEqual([200, 64 * 1024]);
  });
});

describe('an answer that comes early', () => {
  it.each([401, 413, 503])('of %i is read, and the rest of the body stays here', async (status) => {
    const server = await scriptedServer((_request, response) => response.writeHead(status, { 'Retry-After': '9' }).end('no'), {
      ignoresExpect: true,
      readsBody: false,
    });
    const { transport, clock } = transportTo(server.url);
    let sent = 0;
    const answering = transport.request(put(server.url, { body: bodyOf(64 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }));
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    const answer = await answering;
    expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([status, '9', 'no']);
    expect(sent).toBeLessThan(64 * mebibyte);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('after some of the body stops the sending', async () => {
    const server = await scriptedServer((request, response) => {
      request.once('data', () => {
        request.pause();
        response.writeHead(403).end('enough');
      });
    });
    const { transport } = transportTo(server.url);
    let sent = 0;
    const answer = await transport.request(put(server.url, { body: bodyOf(256 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }));
    expect([answer.status, answer.body.toString()]).toEqual([403, 'enough']);
    expect(sent).toBeLessThan(256 * mebibyte);
  });

  it('is no success when it says so', async () => {
    const server = await scriptedServer((request, response) => {
      request.once('data', () => {
        request.pause();
        response.writeHead(201).end('done');
      });
    });
    const { transport } = transportTo(server.url);
    await expect(transport.request(put(server.url, { body: bodyOf(64 * mebibyte) }))).rejects.toMatchObject({
      code: 'unexpected-answer',
      details: { httpStatus: 201, reason: 'early-success' },
    });
  });
});

describe('a connection that breaks', () => {
  it('before the answer is lost', async () => {
    const server = await scriptedServer((request) => void request.on('end', () => request.socket.destroy()));
    const { transport } = transportTo(server.url);
    await expect(transport.request(put(server.url, { body: bodyOf(100_000) }))).rejects.toMatchObject({
      code: 'connection-lost',
      failureClass: 'transient',
    });
  });

  it('in the middle of a body is lost', async () => {
    const server = await scriptedServer((request) => void request.once('data', () => request.socket.resetAndDestroy()));
    const { transport } = transportTo(server.url);
    await expect(transport.request(put(server.url, { body: bodyOf(64 * mebibyte) }))).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('in the middle of a good answer is lost', async () => {
    const server = await scriptedServer((request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('ten bytes.', () => request.socket.destroy());
    });
    const { transport } = transportTo(server.url);
    await expect(transport.request(put(server.url))).rejects.toMatchObject({ code: 'connection-lost', details: { reason: 'half-answer' } });
  });

  it('in the middle of a refusal leaves the refusal', async () => {
    const server = await scriptedServer((request, response) => {
      response.writeHead(503, { 'Content-Length': '100', 'Retry-After': '3' });
      response.write('ten bytes.', () => request.socket.destroy());
    });
    const { transport } = transportTo(server.url);
    const answer = await transport.request(put(server.url));
    expect([answer.status, answer.headers['retry-after'], answer.body.toString()]).toEqual([503, '3', 'ten bytes.']);
  });

  it('in the middle of the head is lost', async () => {
    const { port } = await scriptedSocket((socket) => void socket.once('data', () => socket.end('HTTP/1.1 204 No Con')));
    const { transport } = transportTo(`http://127.0.0.1:${port}/`);
    await expect(transport.request(put(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({ code: 'connection-lost' });
  });

  it('while it was idle costs nothing where the request may be repeated', async () => {
    const answers = { first: 0, second: 0 };
    const { port } = await scriptedSocket((socket, number) => {
      socket.on('data', () => {
        if (number === 1 && answers.first > 0) return socket.resetAndDestroy();
        answers[number === 1 ? 'first' : 'second'] += 1;
        return socket.write('HTTP/1.1 204 No Content\r\n\r\n');
      });
    });
    const url = `http://127.0.0.1:${port}/`;
    const { transport } = transportTo(url);
    await transport.request(put(url, { method: 'HEAD' }));
    await transport.request(put(url, { body: bodyOf(100) }));
    expect(answers).toEqual({ first: 1, second: 1 });
  });

  it('while it was idle is told where the request may not be repeated', async () => {
    const { port } = await scriptedSocket((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 204 No Content\r\n\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const url = `http://127.0.0.1:${port}/`;
    const { transport } = transportTo(url);
    await transport.request(put(url, { method: 'HEAD' }));
    const posting = transport.request(put(url, { method: 'POST', body: bodyOf(100) }));
    await expect(posting).rejects.toMatchObject({ code: 'connection-lost', failureClass: 'transient' });
  });
});

describe('silence', () => {
  it('while the body goes out is a stall', async () => {
    const server = await scriptedServer(() => undefined, { readsBody: false });
    const { transport, clock } = transportTo(server.url);
    let sent = 0;
    const sending = transport.request(put(server.url, { body: bodyOf(64 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }));
    const outcome = expect(sending).rejects.toMatchObject({ code: 'stalled', failureClass: 'transient' });
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    await settled(() => sent);
    await clock.advance(30_000);
    await outcome;
  });

  it('after the body may last two minutes, and then is a stall', async () => {
    const server = await scriptedServer(() => undefined);
    const { transport, clock } = transportTo(server.url);
    const sending = transport.request(put(server.url, { body: bodyOf(100) }));
    const outcome = vi.fn();
    sending.catch(outcome);
    await vi.waitFor(() => expect(server.seen[0]?.bytes).toBe(100));
    await clock.advance(119_000);
    expect(outcome).not.toHaveBeenCalled();
    await clock.advance(1_000);
    await expect(sending).rejects.toMatchObject({ code: 'stalled' });
  });

  it('of the source is not the network’s', async () => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(204).end()));
    const { transport, clock } = transportTo(server.url);
    let goOn = (): void => undefined;
    const body = {
      length: 200_000,
      async *chunks() {
        yield Buffer.alloc(100_000);
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        yield Buffer.alloc(100_000);
      },
    };
    const sending = transport.request(put(server.url, { body }));
    await vi.waitFor(() => expect(server.seen[0]?.bytes).toBe(100_000));
    await clock.advance(600_000);
    goOn();
    expect((await sending).status).toBe(204);
  });

  it('in the handshake is a host that cannot be reached', async () => {
    const { port } = await scriptedSocket(() => undefined);
    const { transport, clock } = transportTo(`https://127.0.0.1:${port}/`);
    const sending = transport.request(put(`https://127.0.0.1:${port}/`));
    const outcome = expect(sending).rejects.toMatchObject({ code: 'timed-out', failureClass: 'unreachable' });
    await clock.advance(30_000);
    await outcome;
  });
});

describe('an abort', () => {
  it('in the middle of a body stops the bytes and settles with its reason', async () => {
    const server = await scriptedServer(() => undefined);
    const { transport, clock } = transportTo(server.url);
    const controller = new AbortController();
    let sent = 0;
    const sending = transport.request(
      put(server.url, { body: bodyOf(4096 * mebibyte), signal: controller.signal, onBytesSent: (bytes) => (sent = bytes) }),
    );
    await vi.waitFor(() => expect(sent).toBeGreaterThan(10 * mebibyte));
    const reason = new Error('pause');
    const startedMs = performance.now();
    controller.abort(reason);
    await expect(sending).rejects.toBe(reason);
    expect(performance.now() - startedMs).toBeLessThan(250);
    const sentThen = sent;
    const seenThen = await settled(() => server.seen[0]?.bytes ?? 0);
    expect(sent).toBe(sentThen);
    expect(seenThen).toBeLessThan(4096 * mebibyte);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('while the answer is awaited, while it is asked for, and before', async () => {
    const server = await scriptedServer(() => undefined, { ignoresExpect: true });
    const { transport } = transportTo(server.url);
    for (const body of [null, bodyOf(10), bodyOf(10 * mebibyte)]) {
      const controller = new AbortController();
      const count = server.seen.length;
      const sending = transport.request(put(server.url, { body, signal: controller.signal }));
      await vi.waitFor(() => expect(server.seen).toHaveLength(count + 1));
      controller.abort('stop');
      await expect(sending).rejects.toBe('stop');
    }
    await expect(transport.request(put(server.url, { signal: AbortSignal.abort('never') }))).rejects.toBe('never');
    expect(server.seen).toHaveLength(3);
  });

  it('ends a source that waits', async () => {
    const server = await scriptedServer(() => undefined);
    const { transport } = transportTo(server.url);
    const controller = new AbortController();
    const hasEnded = vi.fn();
    const body = {
      length: 200_000,
      async *chunks(stop: AbortSignal) {
        try {
          yield Buffer.alloc(100_000);
          await once(stop, 'abort');
        } finally {
          hasEnded();
        }
      },
    };
    const sending = transport.request(put(server.url, { body, signal: controller.signal }));
    await vi.waitFor(() => expect(server.seen[0]?.bytes).toBe(100_000));
    controller.abort('stop');
    await expect(sending).rejects.toBe('stop');
    await vi.waitFor(() => expect(hasEnded).toHaveBeenCalled());
  });
});

describe('a redirect', () => {
  it('within the origin is followed with a body made anew', async () => {
    const server = await scriptedServer((request, response) => {
      request.on('end', () => {
        if (request.url === '/b') response.writeHead(201).end();
        else response.writeHead(307, { Location: '/b' }).end();
      });
    });
    const { transport } = transportTo(server.url, { credentials: async () => ({ kind: 'bearer', token: 't' }) });
    const body = bodyOf(200_000);
    const answer = await transport.request(put(`${server.url}a`, { body }));
    expect([answer.status, answer.url.pathname, body.made]).toEqual([201, '/b', 2]);
    expect(server.seen.map(({ path, bytes, headers }) => [path, bytes, headers.authorization])).toEqual([
      ['/a', 200_000, 'Bearer t'],
      ['/b', 200_000, 'Bearer t'],
    ]);
  });

  it('to another origin is not followed, and nothing is said there', async () => {
    const other = await scriptedServer((_request, response) => response.writeHead(201).end());
    const server = await scriptedServer((_request, response) => response.writeHead(308, { Location: `${other.url}x?secret=1` }).end());
    const { transport } = transportTo(server.url, { credentials: async () => ({ kind: 'bearer', token: 't' }) });
    await expect(transport.request(put(server.url))).rejects.toMatchObject({
      code: 'redirect-refused',
      details: { httpStatus: 308, reason: other.url.slice(0, -1) },
    });
    expect(other.seen).toEqual([]);
  });

  it('in a circle ends', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(307, { Location: '/' }).end());
    const { transport } = transportTo(server.url);
    await expect(transport.request(put(server.url))).rejects.toMatchObject({ code: 'redirect-refused', details: { reason: 'loop' } });
    expect(server.seen).toHaveLength(6);
  });

  it('is handed out where the caller wants it', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(303, { Location: '/done' }).end());
    const { transport } = transportTo(server.url);
    expect((await transport.request(put(server.url, { redirects: 'return' }))).status).toBe(303);
  });
});

describe('Expect: 100-continue', () => {
  it('spares the body of a refused request, and is not asked once such a body was taken', async () => {
    let isWelcome = false;
    const server = await scriptedServer(
      (request, response) => {
        if (!isWelcome) return void response.writeHead(401).end();
        response.writeContinue();
        return void request.on('end', () => response.writeHead(201).end());
      },
      { ignoresExpect: true },
    );
    const { transport } = transportTo(server.url);
    const body = bodyOf(8 * mebibyte);
    expect((await transport.request(put(server.url, { body }))).status).toBe(401);
    expect([body.made, server.seen[0]?.bytes]).toEqual([0, 0]);
    isWelcome = true;
    expect((await transport.request(put(server.url, { body }))).status).toBe(201);
    expect(server.seen.map((entry) => entry.headers.expect)).toEqual(['100-continue', '100-continue']);
  });

  it('is not asked for a size that was taken before', async () => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()));
    const { transport } = transportTo(server.url);
    for (const size of [8, 8, 16, 40]) await transport.request(put(server.url, { body: bodyOf(size * mebibyte) }));
    expect(server.seen.map((entry) => entry.headers.expect)).toEqual(['100-continue', undefined, undefined, '100-continue']);
    expect(server.seen.map((entry) => entry.bytes / mebibyte)).toEqual([8, 8, 16, 40]);
  });

  it('goes on after a second without an answer, and leaves that server alone', async () => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()), {
      ignoresExpect: true,
    });
    const { transport, clock } = transportTo(server.url);
    const sending = transport.request(put(server.url, { body: bodyOf(2 * mebibyte) }));
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    expect(server.seen[0]?.bytes).toBe(0);
    await clock.advance(1_000);
    expect((await sending).status).toBe(201);
    await transport.request(put(server.url, { body: bodyOf(64 * mebibyte) }));
    expect(server.seen.map((entry) => entry.headers.expect)).toEqual(['100-continue', undefined]);
  });

  it('answered with 417 is left out at once', async () => {
    const server = await scriptedServer(
      (request, response) => {
        if (request.headers.expect !== undefined) response.writeHead(417).end();
        else request.on('end', () => response.writeHead(201).end());
      },
      { ignoresExpect: true },
    );
    const { transport } = transportTo(server.url);
    expect((await transport.request(put(server.url, { body: bodyOf(2 * mebibyte) }))).status).toBe(201);
    expect(server.seen.map((entry) => entry.bytes)).toEqual([0, 2 * mebibyte]);
  });
});

describe('a source', () => {
  it.each([100, 300_000])('that fails ends the request of %i bytes with its own error', async (length) => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()));
    const { transport } = transportTo(server.url);
    const changed = new UploadError('source-changed');
    const body = {
      length,
      async *chunks() {
        yield Buffer.alloc(length / 2);
        throw changed;
      },
    };
    await expect(transport.request(put(server.url, { body }))).rejects.toBe(changed);
  });

  it.each([100, 300_000])('with fewer than the promised %i bytes never completes a request', async (length) => {
    const completed = vi.fn();
    const server = await scriptedServer((request, response) => {
      request.on('end', () => {
        completed();
        response.writeHead(201).end();
      });
    });
    const { transport } = transportTo(server.url);
    const body = { ...bodyOf(length - 1), length };
    body.chunks = () => bodyOf(length - 1).chunks(signal);
    await expect(transport.request(put(server.url, { body }))).rejects.toMatchObject({
      code: 'source-short',
      details: { expectedBytes: length, actualBytes: length - 1 },
    });
    expect(completed).not.toHaveBeenCalled();
  });

  it('with more than the promised bytes never sends them', async () => {
    const server = await scriptedServer((request, response) => void request.on('end', () => response.writeHead(201).end()));
    const { transport } = transportTo(server.url);
    const body = { length: 300_000, chunks: () => bodyOf(400_000, 400_000).chunks(signal) };
    await expect(transport.request(put(server.url, { body }))).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a server that is none', () => {
  it('refuses the connection', async () => {
    const { transport } = transportTo('http://127.0.0.1:1/');
    await expect(transport.request(put('http://127.0.0.1:1/'))).rejects.toMatchObject({
      code: 'connection-refused',
      failureClass: 'unreachable',
    });
  });

  it('speaks another protocol', async () => {
    const { port } = await scriptedSocket((socket) => void socket.write('SSH-2.0-OpenSSH_9.2\r\n'));
    const { transport } = transportTo(`http://127.0.0.1:${port}/`);
    await expect(transport.request(put(`http://127.0.0.1:${port}/`))).rejects.toMatchObject({
      code: 'wrong-protocol',
      failureClass: 'permanent',
    });
  });

  it('speaks http where https was asked for', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(201).end());
    const url = server.url.replace('http:', 'https:');
    const { transport } = transportTo(url);
    onTestFinished(() => transport.close());
    await expect(transport.request(put(url))).rejects.toMatchObject({ code: 'wrong-protocol' });
  });

  it('has no address', async () => {
    const { transport } = transportTo('http://no-such-host.invalid/');
    await expect(transport.request(put('http://no-such-host.invalid/'))).rejects.toMatchObject({
      code: 'host-not-found',
      failureClass: 'unreachable',
    });
  });
});

/** The value once it has not changed for 100 ms. */
async function settled(read: () => number): Promise<number> {
  for (let last = -1; last !== read(); ) {
    last = read();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return read();
}
