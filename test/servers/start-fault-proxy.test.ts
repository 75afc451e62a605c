import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from './parts/wait-until.ts';
import { send } from './send.ts';
import type { FaultProxy } from './start-fault-proxy.ts';
import { startFaultProxy } from './start-fault-proxy.ts';
import type { PutRecorder } from './start-put-recorder.ts';
import { startPutRecorder } from './start-put-recorder.ts';

describe('the TCP fault proxy', () => {
  let recorder: PutRecorder;
  let proxy: FaultProxy;
  beforeEach(async () => {
    recorder = await startPutRecorder();
    proxy = await startFaultProxy(recorder.url);
  });
  afterEach(async () => {
    await proxy.close();
    await recorder.close();
  });
  const put = (name: string, body: Buffer | string = 'body') => send({ method: 'PUT', url: `${proxy.url}${name}`, body });
  const durationOf = async (work: () => Promise<unknown>) => {
    const startMs = performance.now();
    await work();
    return performance.now() - startMs;
  };

  it('passes bytes both ways and counts them', async () => {
    expect((await put('a', Buffer.alloc(5_000_000))).status).toBe(201);
    expect(proxy.counters()).toMatchObject({ connectionsAccepted: 1 });
    expect(proxy.counters().bytesUp).toBeGreaterThan(5_000_000);
    expect(proxy.counters().bytesDown).toBeGreaterThan(0);
  });

  it('adds latency and limits the rate', async () => {
    await proxy.set({ latencyMs: 60 });
    expect(await durationOf(() => put('a'))).toBeGreaterThan(115);
    await proxy.set({ latencyMs: 0, bytesPerSecond: 1_000_000 });
    const limitedMs = await durationOf(() => put('b', Buffer.alloc(500_000)));
    expect(limitedMs).toBeGreaterThan(450);
    expect(limitedMs).toBeLessThan(2_000);
  });

  it('cuts a connection after so many bytes', async () => {
    await proxy.set({ cutAfterBytes: 100_000 });
    await expect(put('a', Buffer.alloc(300_000))).rejects.toThrow();
    expect(proxy.counters().bytesUp).toBe(100_000);
    await proxy.set({ cutAfterBytes: 0 });
    expect((await put('a', Buffer.alloc(300_000))).status).toBe(201);
  });

  it('refuses, resets and comes back at the same port', async () => {
    await proxy.set({ mode: 'refuse' });
    await expect(put('a')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await proxy.set({ mode: 'reset' });
    await expect(put('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    await proxy.set({ mode: 'pass' });
    expect((await put('a')).status).toBe(201);
  });

  it('is silent until it passes again, and kills on demand', async () => {
    await proxy.set({ mode: 'silent' });
    const waiting = put('a');
    await waitUntil('the connection is there', () => proxy.counters().connectionsOpen === 1);
    expect(recorder.requests()).toEqual([]);
    await proxy.set({ mode: 'pass' });
    expect((await waiting).status).toBe(201);
    await proxy.set({ mode: 'silent' });
    const killed = put('a').catch((error: Error) => error);
    await waitUntil('the connection is there', () => proxy.counters().connectionsAccepted === 2);
    proxy.killConnections();
    expect(await killed).toBeInstanceOf(Error);
  });

  it('falls silent after so many bytes, connection by connection', async () => {
    await proxy.set({ silentAfterBytes: 200_000 });
    expect((await put('small', Buffer.alloc(1_000))).status).toBe(201);
    const held = put('large', Buffer.alloc(2_000_000)).catch((error: Error) => error);
    await waitUntil('it is silent', () => proxy.counters().bytesUp > 200_000);
    expect(proxy.counters().bytesUp).toBeLessThan(500_000);
    proxy.killConnections();
    expect(await held).toBeInstanceOf(Error);
  });

  it('leads to another server when it is told to', async () => {
    const other = await startPutRecorder();
    proxy.setTarget(other.url);
    expect((await put('a')).status).toBe(201);
    expect([recorder.requests().length, other.requests().length]).toEqual([0, 1]);
    await other.close();
  });
});
