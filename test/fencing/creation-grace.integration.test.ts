import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { fileOf } from '../protocols/file-of.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { transferFile } from '../protocols/transfer-file.ts';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';

/** A tus server that answers a creation with the given offset after a while; `asked` are the requests in order. */
async function slowCreation(answerAfterMs: number, offset: number) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const answer = (status: number, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'Tus-Resumable': '1.0.0', 'Content-Length': '0', ...headers }).end();
    request.resume();
    if (request.method === 'OPTIONS') return answer(200, { 'Tus-Version': '1.0.0', 'Tus-Extension': 'creation,creation-with-upload' });
    if (request.method === 'DELETE') return answer(200);
    if (request.method === 'HEAD') return answer(200, { 'Upload-Offset': String(offset), 'Upload-Length': '1000' });
    if (request.method !== 'POST') return answer(500);
    return setTimeout(() => answer(201, { Location: '/files/7', 'Upload-Offset': String(offset) }), answerAfterMs);
  });
  const listening = await listenOnLoopback(server);
  onTestFinished(() => listening.close());
  return { url: `${listening.origin}/files/`, asked };
}

/** Stops a transfer as soon as its creation has gone out. */
async function stopInCreation(url: string, asked: readonly string[]) {
  const { path } = await fileOf(1_000);
  const protocol = protocolTo('tus', url);
  const controller = new AbortController();
  const transfer = transferFile(protocol, { path, signal: controller.signal });
  while (!asked.some((one) => one.startsWith('POST'))) await new Promise((resolve) => setTimeout(resolve, 2));
  const stoppedAt = performance.now();
  controller.abort(new Error('stopped'));
  const done = await transfer;
  return { protocol, done, tookMs: performance.now() - stoppedAt };
}

it('a creation that was stopped is heard, so that what it made can be removed', async () => {
  const { url, asked } = await slowCreation(30, 400);
  const { protocol, done } = await stopInCreation(url, asked);
  expect(done.outcome.ok).toBe(false);
  if (done.checkpoint === null) throw new Error('its address was not heard');
  await protocol.discard(done.checkpoint, new AbortController().signal);
  expect(asked.slice(-2)).toEqual(['HEAD /files/7', 'DELETE /files/7']);
  expect(asked.some((one) => one.startsWith('PATCH'))).toBe(false);
});

it('a creation whose last byte was quicker than the click is a file that arrived', async () => {
  const { url, asked } = await slowCreation(30, 1_000);
  const { done } = await stopInCreation(url, asked);
  expect(done.outcome).toMatchObject({ ok: true, receipt: { result: 'stored' } });
});

it('a creation that is not answered in time is given up', async () => {
  const { url, asked } = await slowCreation(5_000, 400);
  const { done, tookMs } = await stopInCreation(url, asked);
  expect([done.outcome.ok, done.checkpoint]).toEqual([false, null]);
  expect(tookMs).toBeLessThan(2_000);
});
