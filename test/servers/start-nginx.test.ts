import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from './has-program.ts';
import { missingProgram } from './missing-program.ts';
import { send } from './send.ts';
import type { Nginx } from './start-nginx.ts';
import { startNginx } from './start-nginx.ts';

describe.skipIf(!hasProgram('nginx'))(`nginx as a PUT server ${missingProgram('nginx') ?? ''}`, () => {
  let nginx: Nginx;
  beforeAll(async () => {
    nginx = await startNginx({ clientMaxBodySize: '1m' });
  });
  afterAll(() => nginx.close());

  it('stores a body under its path and logs what came in', async () => {
    const answer = await send({ method: 'PUT', url: `${nginx.url}a/b%20c.txt`, body: 'hello' });
    expect(answer.status).toBe(201);
    expect(await readFile(join(nginx.directory, 'a/b c.txt'), 'utf8')).toBe('hello');
    const [request] = await nginx.requests(1);
    expect(request).toMatchObject({ method: 'PUT', path: '/a/b%20c.txt', status: 201, contentLength: 5 });
    expect(request?.bytesReceived).toBeGreaterThan(5);
  });

  it('refuses a body over its limit with 413', async () => {
    const answer = await send({
      method: 'PUT',
      url: `${nginx.url}big`,
      headers: { Expect: '100-continue', 'Content-Length': 2_000_000 },
      body: '',
    });
    expect(answer.status).toBe(413);
  });
});
