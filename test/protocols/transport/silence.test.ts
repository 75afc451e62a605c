import { Buffer } from 'node:buffer';
import { describe, expect, it, vi } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer, scriptedSocket } from './scripted-server.ts';
import { settled } from './settled.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

describe('silence', () => {
  it('while the body goes out is a stall', async () => {
    const server = await scriptedServer(() => undefined, { readsBody: false });
    const { transport, clock } = transportTo(server.url);
    let sent = 0;
    const sending = transport.request(putRequest(server.url, { body: bodyOf(64 * mebibyte), onBytesSent: (bytes) => (sent = bytes) }));
    const outcome = expect(sending).rejects.toMatchObject({ code: 'stalled', failureClass: 'transient' });
    await vi.waitFor(() => expect(sent).toBeGreaterThan(0));
    await settled(() => sent);
    await clock.advance(30_000);
    await outcome;
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
