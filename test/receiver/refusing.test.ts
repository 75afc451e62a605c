import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { send } from '../servers/send.ts';
import { ReceiverFixture } from './receiver-fixture.ts';
import { encodeMetadata } from './tus-client.ts';

describe('the receiver refuses', () => {
  let fixture: ReceiverFixture;
  beforeEach(async () => {
    fixture = await ReceiverFixture.start();
  });
  afterEach(() => fixture.close());

  it.each([
    ['../a', 'points elsewhere'],
    ['a/../../b', 'points elsewhere'],
    ['./a', 'points elsewhere'],
    ['/etc/passwd', 'absolute'],
    ['a//b', 'empty'],
    ['a/', 'empty'],
    ['', 'there is none'],
    ['a\\b', 'backslash'],
    ['C:/a', 'drive'],
    ['a\0b', 'NUL'],
    ['.gantry-incoming/a', 'reserved'],
    ['.Gantry-Incoming/a', 'reserved'],
    [`${'x'.repeat(256)}`, '256 bytes'],
    [`${'ü'.repeat(128)}`, '256 bytes'],
    [`${'abcdefghi/'.repeat(410)}a`, 'whole path'],
  ])('the name %j before any byte is stored', async (relativePath, words) => {
    const answer = await fixture.client.create({ length: 5, relativePath, body: 'hello' });
    expect(answer).toMatchObject({ status: 422, headers: { 'content-type': 'text/plain; charset=utf-8' } });
    expect(answer.body).toContain(words);
    expect(await fixture.received()).toEqual([]);
    expect(await fixture.unfinished()).toEqual([]);
  });

  it('an upload without a name and metadata that cannot be read', async () => {
    expect((await fixture.client.create({ length: 1, metadata: { filetype: 'a' } })).status).toBe(422);
    const badUtf8 = { 'Upload-Metadata': `filename ${Buffer.from([0x61, 0xff]).toString('base64')}` };
    expect((await fixture.client.create({ length: 1, headers: badUtf8 })).status).toBe(400);
    expect((await fixture.client.create({ length: 1, relativePath: 'a', metadata: { conflict: 'destroy' } })).status).toBe(400);
    expect((await fixture.client.create({ length: 1, relativePath: 'a', metadata: { mtime: 'yesterday' } })).status).toBe(400);
    expect((await fixture.client.create({ length: -1, relativePath: 'a' })).status).toBe(400);
  });

  it('links that lead out of the folder, and files in the way of folders', async () => {
    const outside = await makeTemporaryDirectory('outside');
    await symlink(outside.path, join(fixture.directory, 'out'));
    await symlink('nowhere', join(fixture.directory, 'dangling'));
    await symlink('.gantry-incoming', join(fixture.directory, 'hidden'));
    await mkdir(join(fixture.directory, 'real'));
    await symlink('real', join(fixture.directory, 'inside'));
    await writeFile(join(fixture.directory, 'file'), '');
    for (const folder of ['out', 'out/deeper', 'dangling', 'hidden', 'hidden/finished', 'file', 'file/deeper']) {
      const answer = await fixture.client.create({ length: 1, relativePath: `${folder}/a`, body: 'x' });
      expect([folder, answer.status]).toEqual([folder, 422]);
    }
    expect((await fixture.client.create({ length: 1, relativePath: 'inside/a', body: 'x' })).status).toBe(201);
    expect(await fixture.read('real/a')).toBe('x');
    await outside.remove();
  });

  it('a link that comes in the way after the create, and keeps the data', async () => {
    const outside = await makeTemporaryDirectory('outside');
    const created = await fixture.client.create({ length: 5, relativePath: 'later/a' });
    await symlink(outside.path, join(fixture.directory, 'later'));
    const answer = await fixture.client.patch(created.headers.location ?? '', 0, 'hello');
    expect(answer.status).toBe(422);
    expect((await fixture.client.head(created.headers.location ?? '')).status).toBe(422);
    expect(await fixture.unfinished()).toHaveLength(2);
    await outside.remove();
  });

  it('what a web page could send', async () => {
    const { url } = fixture.client;
    const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': 0, 'Upload-Metadata': encodeMetadata({ filename: 'a' }) };
    for (const foreign of [
      { Origin: 'https://example.org' },
      { Origin: 'null' },
      { Host: 'example.org' },
      { Host: `127.0.0.1.example.org:80` },
    ]) {
      expect((await send({ method: 'POST', url, headers: { ...headers, ...foreign } })).status).toBe(403);
      expect((await send({ method: 'OPTIONS', url, headers: foreign })).status).toBe(403);
    }
    expect(await fixture.received()).toEqual([]);
    expect((await send({ method: 'POST', url, headers: { ...headers, Host: 'localhost:1' } })).status).toBe(201);
  });

  it('to give out anything, and to list unless asked for a folder, and sends no CORS headers', async () => {
    const created = await fixture.client.create({ length: 1, relativePath: 'a', body: 'x' });
    const location = created.headers.location ?? '';
    const version = { 'Tus-Resumable': '1.0.0' };
    const answers = [
      created,
      await send({ method: 'GET', url: fixture.client.at(location), headers: version }),
      await send({ method: 'GET', url: fixture.client.url, headers: version }),
      await send({ method: 'GET', url: fixture.client.at('/'), headers: version }),
      await send({ method: 'HEAD', url: fixture.client.at('/files/../../etc/passwd'), headers: version }),
      await send({ method: 'HEAD', url: fixture.client.at('/files/%2e%2e%2fa'), headers: version }),
      await fixture.client.head('/files/finished'),
      await send({ method: 'OPTIONS', url: fixture.client.url }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 405, 404, 404, 404, 404, 404, 204]);
    for (const { headers } of answers) expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(answers[7]?.headers['tus-extension']).toBe(
      'creation,creation-with-upload,termination,checksum,gantry-repeated-creation,gantry-list',
    );
    expect((await send({ method: 'POST', url: fixture.client.url })).status).toBe(412);
  });
});
