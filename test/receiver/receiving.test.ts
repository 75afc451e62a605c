import { mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oddNames } from '../files/odd-names.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import { ReceiverFixture } from './receiver-fixture.ts';

describe('the receiver', () => {
  let fixture: ReceiverFixture;
  beforeEach(async () => {
    fixture = await ReceiverFixture.start();
  });
  afterEach(() => fixture.close());

  it('takes a file with its create and puts it under its path', async () => {
    const answer = await fixture.client.create({
      length: 5,
      relativePath: 'photos/2024/ä b.jpg',
      body: 'hello',
      metadata: { mtime: '1700000000123' },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers).toMatchObject({ 'upload-offset': '5', 'gantry-location': 'photos/2024/%C3%A4%20b.jpg' });
    expect(answer.headers.location).toMatch(/^\/files\/[0-9a-f]{32}$/);
    expect(await fixture.read('photos/2024/ä b.jpg')).toBe('hello');
    expect((await stat(join(fixture.directory, 'photos/2024/ä b.jpg'))).mtimeMs).toBeCloseTo(1_700_000_000_123, -1);
    await waitUntil('nothing unfinished is left', async () => (await fixture.unfinished()).length === 0);
  });

  it('takes a file in two steps, and only the filename where there is no path', async () => {
    const body = Buffer.alloc(3_000_000, 'ab');
    const created = await fixture.client.create({ length: body.length, metadata: { filename: 'two.bin' } });
    expect(created).toMatchObject({ status: 201, body: '' });
    expect(await fixture.received()).toEqual([]);
    const first = await fixture.client.patch(created.headers.location ?? '', 0, body.subarray(0, 1_000_000));
    expect(first).toMatchObject({ status: 204, headers: { 'upload-offset': '1000000' } });
    expect(first.headers['gantry-location']).toBeUndefined();
    expect(await fixture.received()).toEqual([]);
    const last = await fixture.client.patch(created.headers.location ?? '', 1_000_000, body.subarray(1_000_000));
    expect(last).toMatchObject({ status: 204, headers: { 'upload-offset': '3000000', 'gantry-location': 'two.bin' } });
    expect(await fixture.read('two.bin')).toBe(body.toString());
  });

  it.each(['with its create', 'in two steps'])('takes a file of 0 bytes %s', async (way) => {
    const answer = await fixture.client.create({ length: 0, relativePath: 'a/empty', ...(way === 'in two steps' ? {} : { body: '' }) });
    expect(answer).toMatchObject({ status: 201, headers: { 'gantry-location': 'a/empty' } });
    expect((await stat(join(fixture.directory, 'a/empty'))).size).toBe(0);
  });

  it('keeps odd names exactly', async () => {
    for (const name of oddNames) {
      const answer = await fixture.client.create({ length: 1, relativePath: `odd/${name}`, body: 'x' });
      expect([name, answer.status]).toEqual([name, 201]);
      expect(decodeURIComponent(String(answer.headers['gantry-location']))).toBe(`odd/${name}`);
    }
    expect(new Set(await readdir(join(fixture.directory, 'odd')))).toEqual(new Set(oddNames));
  });

  it('never overwrites: uploads of one name at once get numbers, and each arrives', async () => {
    await mkdir(join(fixture.directory, 'd'));
    await writeFile(join(fixture.directory, 'd/a.txt'), 'before');
    const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`);
    const answers = await Promise.all(
      texts.map((text) => fixture.client.create({ length: text.length, relativePath: 'd/a.txt', body: text })),
    );
    expect(answers.map(({ status }) => status)).toEqual(texts.map(() => 201));
    const expectedNames = ['a.txt', ...texts.map((_, index) => `a (${index + 2}).txt`)];
    expect(await fixture.received()).toEqual(expectedNames.map((name) => `d/${name}`).sort());
    expect(await fixture.read('d/a.txt')).toBe('before');
    for (const [index, answer] of answers.entries()) {
      expect(await fixture.read(decodeURIComponent(String(answer.headers['gantry-location'])))).toBe(texts[index]);
    }
  });

  it('takes many files at once into folders that are not there yet', async () => {
    const paths = Array.from({ length: 60 }, (_, index) => `new/deep/er${index % 3}/f${index}`);
    const answers = await Promise.all(paths.map((relativePath) => fixture.client.create({ length: 1, relativePath, body: 'x' })));
    expect(answers.filter(({ status }) => status !== 201)).toEqual([]);
    expect(await fixture.received()).toEqual([...paths].sort());
  });

  it('replaces on "overwrite", but not a folder', async () => {
    await writeFile(join(fixture.directory, 'a.txt'), 'before');
    await mkdir(join(fixture.directory, 'folder'));
    const metadata = { conflict: 'overwrite' };
    expect((await fixture.client.create({ length: 3, relativePath: 'a.txt', body: 'new', metadata })).headers['gantry-location']).toBe(
      'a.txt',
    );
    expect((await fixture.client.create({ length: 4, relativePath: 'a.txt', body: 'anew', metadata })).headers['gantry-location']).toBe(
      'a.txt',
    );
    expect((await fixture.client.create({ length: 1, relativePath: 'folder', body: 'x', metadata })).headers['gantry-location']).toBe(
      'folder%20(2)',
    );
    expect(await fixture.read('a.txt')).toBe('anew');
    expect(await fixture.received()).toEqual(['a.txt', 'folder (2)']);
    await waitUntil('nothing unfinished is left', async () => (await fixture.unfinished()).length === 0);
  });

  it('replaces a link and not what it leads to', async () => {
    await writeFile(join(fixture.directory, 'target'), 'before');
    await symlink('target', join(fixture.directory, 'link'));
    await fixture.client.create({ length: 3, relativePath: 'link', body: 'new', metadata: { conflict: 'overwrite' } });
    expect(await fixture.read('target')).toBe('before');
    expect(await fixture.read('link')).toBe('new');
  });

  it('skips what is there with that size, and stores another size beside it', async () => {
    await writeFile(join(fixture.directory, 'a.txt'), 'same');
    const metadata = { conflict: 'skip' };
    const skipped = await fixture.client.create({ length: 4, relativePath: 'a.txt', body: 'SAME', metadata });
    expect(skipped).toMatchObject({ status: 409, headers: { 'gantry-conflict': 'exists' } });
    expect(await fixture.unfinished()).toEqual([]);
    const stored = await fixture.client.create({ length: 5, relativePath: 'a.txt', body: 'other', metadata });
    expect(stored.headers['gantry-location']).toBe('a%20(2).txt');
    expect(await fixture.read('a.txt')).toBe('same');
  });

  it('says what it can, and forgets an upload that is given up', async () => {
    const created = await fixture.client.create({ length: 10, relativePath: 'a', metadata: { filetype: 'text/plain' } });
    const location = created.headers.location ?? '';
    const head = await fixture.client.head(location);
    expect(head).toMatchObject({ status: 200, headers: { 'upload-offset': '0', 'upload-length': '10', 'cache-control': 'no-store' } });
    expect(head.headers['upload-metadata']).toContain(`filetype ${Buffer.from('text/plain').toString('base64')}`);
    expect((await fixture.client.remove(location)).status).toBe(204);
    expect((await fixture.client.head(location)).status).toBe(404);
    expect((await fixture.client.remove(location)).status).toBe(404);
    expect(await fixture.unfinished()).toEqual([]);
  });

  it('does not remove a finished file', async () => {
    const created = await fixture.client.create({ length: 1, relativePath: 'a', body: 'x' });
    expect((await fixture.client.remove(created.headers.location ?? '')).status).toBe(410);
    expect(await fixture.read('a')).toBe('x');
  });

  it('refuses more bytes than announced, and a wrong offset, without losing what is there', async () => {
    const created = await fixture.client.create({ length: 10, relativePath: 'a' });
    const location = created.headers.location ?? '';
    expect((await fixture.client.patch(location, 0, 'x'.repeat(11))).status).toBe(413);
    expect((await fixture.client.patch(location, 0, 'hello')).status).toBe(204);
    expect((await fixture.client.patch(location, 3, 'hello')).status).toBe(409);
    expect((await fixture.client.head(location)).headers['upload-offset']).toBe('5');
    expect((await fixture.client.patch(location, 5, 'world')).headers['gantry-location']).toBe('a');
    expect(await fixture.read('a')).toBe('helloworld');
  });

  it('lets a client that asks first keep a refused body', async () => {
    const answer = await fixture.client.create({
      length: 5_000_000,
      relativePath: '../a',
      body: '',
      headers: { Expect: '100-continue', 'Content-Length': 5_000_000 },
    });
    expect(answer.status).toBe(422);
  });
});
