import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { send } from './send.ts';
import type { PutRecorderOptions } from './start-put-recorder.ts';
import { startPutRecorder } from './start-put-recorder.ts';

async function withRecorder(options: PutRecorderOptions, use: (recorder: Awaited<ReturnType<typeof startPutRecorder>>) => Promise<void>) {
  const recorder = await startPutRecorder(options);
  try {
    await use(recorder);
  } finally {
    await recorder.close();
  }
}

describe('the PUT recorder', () => {
  it('stores, replaces and reads back', () =>
    withRecorder({}, async (recorder) => {
      const url = `${recorder.url}a/b%20c.txt`;
      expect((await send({ method: 'PUT', url, body: 'one' })).status).toBe(201);
      expect((await send({ method: 'PUT', url, body: 'four' })).status).toBe(204);
      expect(await readFile(join(recorder.directory, 'a/b c.txt'), 'utf8')).toBe('four');
      expect(await send({ method: 'GET', url })).toMatchObject({ status: 200, body: 'four' });
      expect((await send({ method: 'HEAD', url })).headers['content-length']).toBe('4');
      expect((await send({ method: 'HEAD', url: `${recorder.url}none` })).status).toBe(404);
      expect(recorder.requests()[0]).toMatchObject({ method: 'PUT', path: '/a/b%20c.txt', bytes: 3, status: 201 });
    }));

  it('answers by script, cuts and loses answers', () =>
    withRecorder(
      {
        answer: ({ number }) => {
          if (number === 1) return { status: 503, headers: { 'Retry-After': '2' }, body: 'later' };
          if (number === 2) return 'abort';
          if (number === 3) return 'abort-after-body';
          return undefined;
        },
      },
      async (recorder) => {
        const put = () => send({ method: 'PUT', url: `${recorder.url}f`, body: 'body' });
        expect(await put()).toMatchObject({ status: 503, body: 'later', headers: { 'retry-after': '2' } });
        await expect(put()).rejects.toThrow();
        await expect(readFile(join(recorder.directory, 'f'))).rejects.toMatchObject({ code: 'ENOENT' });
        await expect(put()).rejects.toThrow();
        expect(await readFile(join(recorder.directory, 'f'), 'utf8')).toBe('body');
        expect((await put()).status).toBe(204);
      },
    ));

  it('refuses before the body where the client asks first', () =>
    withRecorder({ expectation: () => ({ status: 401 }) }, async (recorder) => {
      const answer = await send({ method: 'PUT', url: `${recorder.url}f`, headers: { Expect: '100-continue' }, body: '' });
      expect(answer.status).toBe(401);
    }));

  it('leaves nothing of a cut body', () =>
    withRecorder({}, async (recorder) => {
      await expect(send({ method: 'PUT', url: `${recorder.url}f`, body: 'x'.repeat(100_000), cutAfterBytes: 10_000 })).rejects.toThrow();
      await expect(readFile(join(recorder.directory, 'f'))).rejects.toMatchObject({ code: 'ENOENT' });
    }));
});
