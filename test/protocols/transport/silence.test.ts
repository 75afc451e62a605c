import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer, scriptedSocket } from './scripted-server.ts';
import { settled } from './settled.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

describe('silence', () => {
  /** Begins a body that the server does not read; resolves when the system takes no more of it. */
  async function filledLine(url: string, { transport }: Pick<ReturnType<typeof transportTo>, 'transport'>) {
    let sent = 0;
    const failed = vi.fn();
    const sending = transport.request(putRequest(url, { body: bodyOf(64 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }));
    sending.catch(failed);
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    await settled(() => sent);
    return { sending, failed, sent };
  }

  it('while the body goes out is a stall once a slow line could have carried what the system took', async () => {
    const server = await scriptedServer(() => undefined, { readsBody: false });
    const to = transportTo(server.url);
    const { sending, failed, sent } = await filledLine(server.url, to);
    const carriedMs = Math.floor(Math.min(sent, 4 * mebibyte) / (16 * 1024)) * 1_000;
    await to.clock.advance(29_000 + carriedMs);
    expect(failed).not.toHaveBeenCalled();
    await to.clock.advance(1_000);
    await expect(sending).rejects.toMatchObject({ code: 'stalled', failureClass: 'transient' });
  });

  it('while the body goes out is one after 30 seconds where the line was fast before, and not twice in a row', async () => {
    let readsBody = true;
    const server = await scriptedServer(
      (request, response) => {
        if (readsBody) request.resume().on('end', () => response.writeHead(204).end());
      },
      { readsBody: false },
    );
    const to = transportTo(server.url);
    expect((await to.transport.request(putRequest(server.url, { body: bodyOf(mebibyte) }))).status).toBe(204);
    readsBody = false;
    const first = await filledLine(server.url, to);
    await to.clock.advance(29_000);
    expect(first.failed).not.toHaveBeenCalled();
    await to.clock.advance(1_000);
    await expect(first.sending).rejects.toMatchObject({ code: 'stalled' });
    const second = await filledLine(server.url, to);
    await to.clock.advance(60_000);
    expect(second.failed).not.toHaveBeenCalled();
    to.transport.close();
    await expect(second.sending).rejects.toThrow();
  });

  it('after the body may last two minutes, and then is a stall', async () => {
    const server = await scriptedServer(() => undefined);
    const { transport, clock } = transportTo(server.url);
    const sending = transport.request(putRequest(server.url, { body: bodyOf(100) }));
    const outcome = vi.fn();
    sending.catch(outcome);
    await vi.waitFor(() => expect(server.seen[0]?.bytes).toBe(100));
    await clock.advance(119_000);
    expect(outcome).not.toHaveBeenCalled();
    await clock.advance(1_000);
    await expect(sending).rejects.toMatchObject({ code: 'stalled' });
  });

  it('is none while an answer comes in byte by byte', async () => {
    const drip: { write?: (text: string) => void } = {};
    const { port } = await scriptedSocket((socket) => {
      drip.write = (text) => void socket.write(text);
    });
    const url = `http://127.0.0.1:${port}/`;
    const { transport, clock } = transportTo(url);
    const sending = transport.request(putRequest(url, { body: bodyOf(100) }));
    const outcome = vi.fn();
    sending.catch(outcome);
    await vi.waitFor(() => expect(drip.write).toBeDefined());
    for (const byte of 'HTTP/1.1 201 Created\r\n') {
      drip.write?.(byte);
      await new Promise((resolve) => setImmediate(resolve));
      await vi.waitFor(() => expect(clock.pendingTimers()).toBeGreaterThan(0));
      await new Promise((resolve) => setTimeout(resolve, 5));
      await clock.advance(60_000);
    }
    expect(outcome).not.toHaveBeenCalled();
    drip.write?.('Content-Length: 0\r\n\r\n');
    expect((await sending).status).toBe(201);
  });

  it('after a body that a slow line may still carry may last as long as that takes', async () => {
    const server = await scriptedServer(() => undefined);
    const { transport, clock } = transportTo(server.url);
    const sending = transport.request(putRequest(server.url, { body: bodyOf(mebibyte) }));
    const outcome = vi.fn();
    sending.catch(outcome);
    await vi.waitFor(() => expect(server.seen[0]?.bytes).toBe(mebibyte));
    await clock.advance(183_000);
    expect(outcome).not.toHaveBeenCalled();
    await clock.advance(1_000);
    await expect(sending).rejects.toMatchObject({ code: 'stalled' });
  });

  it('after a body that programs on the way have taken in may last as long, and no longer where the line was fast before', async () => {
    const server = await scriptedServer((_request, response) => void answers.push(() => response.writeHead(204).end()));
    const answers: (() => void)[] = [];
    const { transport, clock } = transportTo(server.url);
    const send = async () => {
      const sending = transport.request(putRequest(server.url, { body: bodyOf(16 * mebibyte) }));
      const failed = vi.fn();
      sending.catch(failed);
      const before = server.seen.length;
      await vi.waitFor(() => expect(server.seen[before]?.bytes).toBe(16 * mebibyte));
      return { sending, failed };
    };
    const slow = await send();
    await clock.advance(1_143_000);
    expect(slow.failed).not.toHaveBeenCalled();
    answers.pop()?.();
    expect((await slow.sending).status).toBe(204);
    const fast = await send();
    answers.pop()?.();
    expect((await fast.sending).status).toBe(204);
    const hung = await send();
    await clock.advance(119_000);
    expect(hung.failed).not.toHaveBeenCalled();
    await clock.advance(1_000);
    await expect(hung.sending).rejects.toMatchObject({ code: 'stalled' });
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
    const sending = transport.request(putRequest(server.url, { body }));
    await vi.waitFor(() => expect(server.seen[0]?.bytes).toBe(100_000));
    await clock.advance(600_000);
    goOn();
    expect((await sending).status).toBe(204);
  });

  it('in the handshake is a host that cannot be reached', async () => {
    const { port } = await scriptedSocket(() => undefined);
    const { transport, clock } = transportTo(`https://127.0.0.1:${port}/`);
    const sending = transport.request(putRequest(`https://127.0.0.1:${port}/`));
    const outcome = expect(sending).rejects.toMatchObject({ code: 'timed-out', failureClass: 'unreachable' });
    await clock.advance(30_000);
    await outcome;
  });
});
