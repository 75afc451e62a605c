import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { waitUntil } from './parts/wait-until.ts';
import { send } from './send.ts';
import type { FormReceiverOptions } from './start-form-receiver.ts';
import { startFormReceiver } from './start-form-receiver.ts';

function form(fileName: string, contents: string) {
  const body = [
    '--edge',
    'Content-Disposition: form-data; name="path"',
    '',
    'a/b.txt',
    '--edge',
    `Content-Disposition: form-data; name="files"; filename="${fileName}"`,
    'Content-Type: text/plain',
    '',
    contents,
    '--edge--',
    '',
  ].join('\r\n');
  return { body, headers: { 'Content-Type': 'multipart/form-data; boundary=edge' } };
}

async function withReceiver(options: FormReceiverOptions, use: (receiver: Awaited<ReturnType<typeof startFormReceiver>>) => Promise<void>) {
  const receiver = await startFormReceiver(options);
  try {
    await use(receiver);
  } finally {
    await receiver.close();
  }
}

describe('the form receiver', () => {
  it('stores files by field and records the request', () =>
    withReceiver({}, async (receiver) => {
      const answer = await send({ method: 'POST', url: receiver.url, ...form('quote %22 and ü.txt', 'hello') });
      expect(answer).toMatchObject({ status: 200, body: '{"ok":true}' });
      const [request] = receiver.requests();
      expect(request).toMatchObject({ number: 1, isComplete: true, fields: { path: 'a/b.txt' }, status: 200 });
      expect(request?.bytes).toBe(request?.contentLength);
      const [file] = request?.files ?? [];
      expect(file).toMatchObject({ field: 'files', fileName: 'quote " and ü.txt', mimeType: 'text/plain', sizeBytes: 5 });
      expect(await readFile(file?.path ?? '', 'utf8')).toBe('hello');
    }));

  it('fails the second request and keeps nothing of it', () =>
    withReceiver(
      { answer: (request) => (request.number === 2 ? { status: 503, headers: { 'Retry-After': '1' } } : undefined) },
      async (receiver) => {
        const statuses = [];
        for (const name of ['a', 'b', 'c']) statuses.push((await send({ method: 'POST', url: receiver.url, ...form(name, name) })).status);
        expect(statuses).toEqual([200, 503, 200]);
        await expect(readFile(receiver.requests()[1]?.files[0]?.path ?? '')).rejects.toMatchObject({ code: 'ENOENT' });
      },
    ));

  it('answers a web page where it is told to', () =>
    withReceiver({ success: 'html' }, async (receiver) => {
      const answer = await send({ method: 'POST', url: receiver.url, ...form('a', 'a') });
      expect(answer.headers['content-type']).toBe('text/html');
      expect(answer.body).toContain('<!doctype html>');
    }));

  it('does not count a cut form as complete', () =>
    withReceiver({}, async (receiver) => {
      const cut = send({ method: 'POST', url: receiver.url, ...form('a', 'x'.repeat(100_000)), cutAfterBytes: 50_000 });
      await expect(cut).rejects.toThrow('cut by the client');
      await waitUntil('the request is seen', () => receiver.requests().length === 1);
      expect(receiver.requests()[0]).toMatchObject({ isComplete: false, files: [], status: null });
    }));

  it('refuses a name that leaves its directory', () =>
    withReceiver({}, async (receiver) => {
      expect((await send({ method: 'POST', url: receiver.url, ...form('../../../evil', 'x') })).status).toBe(400);
    }));
});
