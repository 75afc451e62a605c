import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { bodyOf } from './body-of.ts';
import { putRequest } from './put-request.ts';
import { scriptedServer } from './scripted-server.ts';
import { settled } from './settled.ts';
import { transportTo } from './transport-to.ts';

const mebibyte = 1024 * 1024;

describe('an abort', () => {
  it('in the middle of a body stops the bytes and settles with its reason', async () => {
    const server = await scriptedServer(() => undefined);
    const { transport, clock } = transportTo(server.url);
    const controller = new AbortController();
    let sent = 0;
    const sending = transport.request(
      putRequest(server.url, { body: bodyOf(4096 * mebibyte), signal: controller.signal, onBytesSent: (bytes) => (sent = bytes) }),
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
      const sending = transport.request(putRequest(server.url, { body, signal: controller.signal }));
      await vi.waitFor(() => expect(server.seen).toHaveLength(count + 1));
      controller.abort('stop');
      await expect(sending).rejects.toBe('stop');
    }
    await expect(transport.request(putRequest(server.url, { signal: AbortSignal.abort('never') }))).rejects.toBe('never');
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
    const sending = transport.request(putRequest(server.url, { body, signal: controller.signal }));
    await vi.waitFor(() => expect(server.seen[0]?.bytes).toBe(100_000));
    controller.abort('stop');
    await expect(sending).rejects.toBe('stop');
    await vi.waitFor(() => expect(hasEnded).toHaveBeenCalled());
  });
});
