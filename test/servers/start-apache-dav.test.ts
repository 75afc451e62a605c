import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasProgram } from './has-program.ts';
import { missingProgram } from './missing-program.ts';
import { send } from './send.ts';
import { startApacheDav } from './start-apache-dav.ts';

describe.skipIf(!hasProgram('apache2'))(`Apache with WebDAV ${missingProgram('apache2') ?? ''}`, () => {
  it('makes a collection and stores a file in it', async () => {
    const apache = await startApacheDav();
    try {
      expect((await send({ method: 'PUT', url: `${apache.url}a/b.txt`, body: 'x' })).status).toBe(409);
      expect((await send({ method: 'MKCOL', url: `${apache.url}a/` })).status).toBe(201);
      expect((await send({ method: 'PUT', url: `${apache.url}a/b.txt`, body: 'hello' })).status).toBe(201);
      expect(await readFile(join(apache.directory, 'a/b.txt'), 'utf8')).toBe('hello');
      const options = await send({ method: 'OPTIONS', url: apache.url });
      expect(options.headers['dav']).toContain('1,2');
    } finally {
      await apache.close();
    }
  });
});
