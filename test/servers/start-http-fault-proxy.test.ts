import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from './parts/wait-until.ts';
import { send } from './send.ts';
import type { HttpFaultProxy } from './start-http-fault-proxy.ts';
import { startHttpFaultProxy } from './start-http-fault-proxy.ts';
import type { PutRecorder } from './start-put-recorder.ts';
import { startPutRecorder } from './start-put-recorder.ts';

describe('the HTTP fault proxy', () => {
  let recorder: PutRecorder;
  let proxy: HttpFaultProxy;
  beforeEach(async () => {
    recorder = await startPutRecorder();
    proxy = await startHttpFaultProxy(recorder.url);
  });
  afterEach(async () => {
    await proxy.close();
    await recorder.close();
  });
  const put = (name: string, body: Buffer | string = 'body') => send({ method: 'PUT', url: `${proxy.url}${name}`, body });

  it('forwards untouched and counts', async () => {
    const body = Buffer.alloc(3_000_000, 'y');
    expect((await put('a%20b', body)).status).toBe(201);
    expect((await readFile(join(recorder.directory, 'a b'))).equals(body)).toBe(true);
    expect(await send({ method: 'GET', url: `${proxy.url}a%20b` })).toMatchObject({ status: 200, body: body.toString() });
    expect((await send({ method: 'HEAD', url: `${proxy.url}a%20b` })).headers['content-length']).toBe('3000000');
    expect(proxy.requests()[0]).toMatchObject({
      method: 'PUT',
      path: '/a%20b',
      contentLength: 3_000_000,
      bytesReceived: 3_000_000,
      bytesForwarded: 3_000_000,
      status: 201,
      targetStatus: 201,
      fault: null,
    });
  });

  it('answers the n-th request itself, as often as it is told to', async () => {
    proxy.addRule({ method: 'PUT', nth: 2, fault: { kind: 'answer', status: 429, headers: { 'Retry-After': '7' }, body: 'slow down' } });
    proxy.addRule({ path: '/c', times: 1, fault: { kind: 'html' } });
    expect((await put('a')).status).toBe(201);
    expect(await put('b')).toMatchObject({ status: 429, body: 'slow down', headers: { 'retry-after': '7' } });
    expect(await put('c')).toMatchObject({ status: 200, headers: { 'content-type': 'text/html' } });
    expect((await put('c')).status).toBe(201);
    expect(recorder.requests().map(({ path }) => path)).toEqual(['/a', '/c']);
  });

  it('refuses bodies over a limit and lets smaller ones through', async () => {
    proxy.addRule({ fault: { kind: 'limit', limitBytes: 10 } });
    expect((await put('a', 'x'.repeat(11))).status).toBe(413);
    expect((await put('a', 'x'.repeat(10))).status).toBe(201);
  });

  it('cuts a request after exactly so many bytes', async () => {
    proxy.addRule({ times: 1, fault: { kind: 'cut-request', afterBytes: 70_000 } });
    await expect(put('a', 'x'.repeat(200_000))).rejects.toThrow();
    await waitUntil('the target has its part', () => recorder.requests()[0]?.bytes === 70_000);
    expect(proxy.requests()[0]).toMatchObject({ bytesForwarded: 70_000, status: null, fault: 'cut-request' });
    expect((await put('a')).status).toBe(201);
  });

  it('loses an answer that the target has given', async () => {
    proxy.addRule({ times: 1, fault: { kind: 'lose-answer' } });
    await expect(put('a')).rejects.toThrow();
    expect(proxy.requests()[0]).toMatchObject({ targetStatus: 201, status: null });
    expect(await readFile(join(recorder.directory, 'a'), 'utf8')).toBe('body');
  });

  it('cuts an answer in half, with and without a body', async () => {
    await put('a', 'x'.repeat(1_000));
    proxy.addRule({ fault: { kind: 'cut-answer' } });
    await expect(send({ method: 'GET', url: `${proxy.url}a` })).rejects.toThrow('aborted');
    await expect(put('b')).rejects.toThrow();
  });

  it('stalls and lets go when the rule is gone and the connection is killed', async () => {
    const remove = proxy.addRule({ fault: { kind: 'stall-request', afterBytes: 10 } });
    const stalled = put('a', 'x'.repeat(100)).catch((error: Error) => error);
    await waitUntil('ten bytes are through', () => recorder.requests()[0]?.bytes === 10);
    remove();
    proxy.killConnections();
    expect(await stalled).toBeInstanceOf(Error);
    expect((await put('a')).status).toBe(201);
  });

  it('resets without asking the target', async () => {
    proxy.addRule({ when: ({ contentLength }) => contentLength === 4, fault: { kind: 'reset' } });
    await expect(put('a')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(recorder.requests()).toEqual([]);
  });
});
