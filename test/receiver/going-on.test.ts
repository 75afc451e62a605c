import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from '../servers/parts/wait-until.ts';
import { ReceiverFixture } from './receiver-fixture.ts';

const body = Buffer.from(Array.from({ length: 600_000 }, (_, index) => index % 251));
const about = { uploadId: '0191-abc', mtime: '1700000000000' };

describe('an interrupted upload', () => {
  let fixture: ReceiverFixture;
  beforeEach(async () => {
    fixture = await ReceiverFixture.start();
  });
  afterEach(() => fixture.close());
  const offsetOf = async (location: string) => Number((await fixture.client.head(location)).headers['upload-offset']);

  it.each(['a cut connection', 'a restart'])('goes on at its offset after %s', async (reason) => {
    const created = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: about });
    const location = created.headers.location ?? '';
    await expect(fixture.client.patch(location, 0, body, 300_000)).rejects.toThrow('cut by the client');
    await waitUntil('bytes are on the disk', async () => (await stat(fixture.incomingPath(location.slice(7)))).size > 0);
    if (reason === 'a restart') await fixture.restart();
    const offset = await offsetOf(location);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(300_000);
    expect((await fixture.client.patch(location, offset, body.subarray(offset))).headers['gantry-location']).toBe('a');
    expect((await readFile(join(fixture.directory, 'a'))).equals(body)).toBe(true);
  });

  it('goes on where its first bytes came with the create', async () => {
    const cut = fixture.client.create({ length: body.length, relativePath: 'a', metadata: about, body, cutAfterBytes: 300_000 });
    await expect(cut).rejects.toThrow('cut by the client');
    await waitUntil('two files with bytes are there', async () => (await fixture.unfinishedBytes()).filter(Boolean).length === 2);
    await fixture.restart();
    const again = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: about, body });
    expect(again.status).toBe(201);
    const offset = Number(again.headers['upload-offset']);
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(300_000);
    expect(offset).toBe(await offsetOf(again.headers.location ?? ''));
    expect((await fixture.client.patch(again.headers.location ?? '', offset, body.subarray(offset))).status).toBe(204);
    expect((await readFile(join(fixture.directory, 'a'))).equals(body)).toBe(true);
    expect(await fixture.received()).toEqual(['a']);
  });

  it('that is created again has the same place and its true offset', async () => {
    const first = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: about });
    await fixture.client.patch(first.headers.location ?? '', 0, body.subarray(0, 1_000));
    const again = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: about, body });
    expect(again).toMatchObject({ status: 201, headers: { location: first.headers.location, 'upload-offset': '1000' } });
  });

  it('is another upload once its file has changed, and the earlier version is given up', async () => {
    const first = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: about });
    await fixture.client.patch(first.headers.location ?? '', 0, body.subarray(0, 1_000));
    const changed = { ...about, mtime: '1700000000001' };
    const second = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: changed });
    expect(second.headers.location).not.toBe(first.headers.location);
    expect(await offsetOf(second.headers.location ?? '')).toBe(0);
    expect((await fixture.client.head(first.headers.location ?? '')).status).toBe(404);
    expect(await fixture.unfinished()).toHaveLength(2);
  });

  it('that was finished is not stored twice, even after a restart', async () => {
    const upload = { length: 5, relativePath: 'd/a', metadata: about, body: 'hello' };
    const first = await fixture.client.create(upload);
    for (const isRestarted of [false, true]) {
      if (isRestarted) await fixture.restart();
      const again = await fixture.client.create(upload);
      const complete = { location: first.headers.location, 'upload-offset': '5', 'gantry-location': 'd/a' };
      expect(again).toMatchObject({ status: 201, headers: complete });
      const head = await fixture.client.head(first.headers.location ?? '');
      expect(head).toMatchObject({ status: 200, headers: { 'upload-offset': '5', 'upload-length': '5', 'gantry-location': 'd/a' } });
      expect((await fixture.client.patch(first.headers.location ?? '', 5, '')).headers['gantry-location']).toBe('d/a');
      expect((await fixture.client.patch(first.headers.location ?? '', 0, 'hello')).status).toBe(409);
      expect(await fixture.received()).toEqual(['d/a']);
    }
  });

  it('takes two creates of one upload at once for one', async () => {
    const upload = { length: body.length, relativePath: 'a', metadata: about, body };
    const answers = await Promise.all([fixture.client.create(upload), fixture.client.create(upload), fixture.client.create(upload)]);
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.location}`)).size).toBe(1);
    const location = answers[0]?.headers.location ?? '';
    const offset = await offsetOf(location);
    if (offset < body.length) await fixture.client.patch(location, offset, body.subarray(offset));
    expect((await readFile(join(fixture.directory, 'a'))).equals(body)).toBe(true);
    expect(await fixture.received()).toEqual(['a']);
  });

  it('lets a new request in while a dead one still holds the upload', async () => {
    const created = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: about });
    const location = created.headers.location ?? '';
    const octets = { 'Tus-Resumable': '1.0.0', 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': 0 };
    const hanging = request(fixture.client.at(location), { method: 'PATCH', headers: { ...octets, 'Content-Length': body.length } });
    hanging.on('error', () => undefined);
    hanging.write(body.subarray(0, 100_000));
    await waitUntil('bytes are on the disk', async () => (await stat(fixture.incomingPath(location.slice(7)))).size > 0);
    const startMs = performance.now();
    const head = await fixture.client.head(location);
    expect(head.status).toBe(200);
    expect(performance.now() - startMs).toBeLessThan(5_000);
    const offset = Number(head.headers['upload-offset']);
    expect((await fixture.client.patch(location, offset, body.subarray(offset))).status).toBe(204);
    expect((await readFile(join(fixture.directory, 'a'))).equals(body)).toBe(true);
    hanging.destroy();
  });
});

describe('after a crash between the steps of finishing', () => {
  let fixture: ReceiverFixture;
  const upload = { length: 5, relativePath: 'd/a.txt', metadata: about };
  afterEach(() => fixture.close());

  /** Stops the receiver when all bytes are there and the file is not in its place: its parent folder cannot be made. */
  async function completeButUnplaced(): Promise<string> {
    fixture = await ReceiverFixture.start();
    const created = await fixture.client.create(upload);
    await writeFile(join(fixture.directory, 'd'), 'in the way');
    expect((await fixture.client.patch(created.headers.location ?? '', 0, 'hello')).status).toBe(422);
    await rm(join(fixture.directory, 'd'));
    return created.headers.location ?? '';
  }

  it('an upload that has all its bytes is not called complete before it is in its place', async () => {
    const location = await completeButUnplaced();
    await writeFile(join(fixture.directory, 'd'), 'in the way again');
    expect((await fixture.client.head(location)).status).toBe(422);
    await rm(join(fixture.directory, 'd'));
    expect(await fixture.client.head(location)).toMatchObject({
      status: 200,
      headers: { 'upload-offset': '5', 'gantry-location': 'd/a.txt' },
    });
    expect(await fixture.read('d/a.txt')).toBe('hello');
  });

  it('a file that has its name but no record is found again by its inode', async () => {
    const location = await completeButUnplaced();
    await mkdir(join(fixture.directory, 'd'));
    await writeFile(join(fixture.directory, 'd/a.txt'), 'other');
    await link(fixture.incomingPath(location.slice(7)), join(fixture.directory, 'd/a (2).txt'));
    await fixture.restart();
    const again = await fixture.client.create({ ...upload, body: 'hello' });
    expect(again).toMatchObject({ status: 201, headers: { location, 'upload-offset': '5', 'gantry-location': 'd/a%20(2).txt' } });
    expect(await fixture.received()).toEqual(['d/a (2).txt', 'd/a.txt']);
    await waitUntil('nothing unfinished is left', async () => (await fixture.unfinished()).length === 0);
  });

  it('the same where only the data is left, because the file was small', async () => {
    const location = await completeButUnplaced();
    await mkdir(join(fixture.directory, 'd'));
    await link(fixture.incomingPath(location.slice(7)), join(fixture.directory, 'd/a.txt'));
    await rm(`${fixture.incomingPath(location.slice(7))}.json`);
    await fixture.restart();
    expect((await fixture.client.head(location)).status).toBe(404);
    expect(await fixture.client.create(upload)).toMatchObject({ status: 201, headers: { location, 'upload-offset': '5' } });
    expect(await fixture.received()).toEqual(['d/a.txt']);
  });

  it('a recorded upload whose data kept its first name is tidied at the next start', async () => {
    fixture = await ReceiverFixture.start();
    const done = await fixture.client.create({ ...upload, body: 'hello' });
    const id = (done.headers.location ?? '').slice(7);
    await waitUntil('nothing unfinished is left', async () => (await fixture.unfinished()).length === 0);
    await link(join(fixture.directory, 'd/a.txt'), fixture.incomingPath(id));
    await fixture.restart();
    expect(await fixture.unfinished()).toEqual([]);
    expect(await fixture.read('d/a.txt')).toBe('hello');
  });

  it('a recorded upload whose name was lost is placed again from its data', async () => {
    fixture = await ReceiverFixture.start();
    const done = await fixture.client.create({ ...upload, body: 'hello' });
    const id = (done.headers.location ?? '').slice(7);
    await waitUntil('nothing unfinished is left', async () => (await fixture.unfinished()).length === 0);
    await rename(join(fixture.directory, 'd/a.txt'), fixture.incomingPath(id));
    await fixture.restart();
    expect(await fixture.client.create(upload)).toMatchObject({
      status: 201,
      headers: { 'upload-offset': '5', 'gantry-location': 'd/a.txt' },
    });
    expect(await fixture.read('d/a.txt')).toBe('hello');
  });
});

describe('without hard links', () => {
  const refuseLinks = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
  let fixture: ReceiverFixture;
  beforeEach(async () => {
    fixture = await ReceiverFixture.start({ makeLink: refuseLinks });
  });
  afterEach(() => fixture.close());

  it('files arrive under free names, replace, and are not stored twice', async () => {
    const texts = ['one', 'two', 'six', 'ten'];
    await Promise.all(texts.map((text) => fixture.client.create({ length: 3, relativePath: 'a.txt', body: text })));
    expect(await fixture.received()).toEqual(['a (2).txt', 'a (3).txt', 'a (4).txt', 'a.txt']);
    expect(new Set(await Promise.all((await fixture.received()).map((path) => fixture.read(path))))).toEqual(new Set(texts));
    await fixture.client.create({ length: 3, relativePath: 'a.txt', body: 'new', metadata: { conflict: 'overwrite' } });
    expect(await fixture.read('a.txt')).toBe('new');
    const upload = { length: 3, relativePath: 'b.txt', body: 'bee', metadata: about };
    await fixture.client.create(upload);
    await fixture.restart({ makeLink: refuseLinks });
    expect(await fixture.client.create(upload)).toMatchObject({
      status: 201,
      headers: { 'upload-offset': '3', 'gantry-location': 'b.txt' },
    });
    expect(await fixture.received()).toHaveLength(5);
  });

  it('a file that was moved but not recorded is found by what was intended', async () => {
    const upload = { length: 5, relativePath: 'a.txt', metadata: about };
    const created = await fixture.client.create(upload);
    const id = (created.headers.location ?? '').slice(7);
    await fixture.client.patch(created.headers.location ?? '', 0, 'hel');
    // What a crash leaves after the move: the intention, the file in its place, and no record.
    const journal = join(fixture.incomingPath('finished'), '1-test.ndjson');
    await writeFile(journal, `\n{"broken\n${JSON.stringify({ intendedId: id, segments: ['a.txt'] })}\n`);
    await writeFile(fixture.incomingPath(id), 'hello');
    await rename(fixture.incomingPath(id), join(fixture.directory, 'a.txt'));
    await fixture.restart({ makeLink: refuseLinks });
    expect(await fixture.client.head(created.headers.location ?? '')).toMatchObject({ status: 200, headers: { 'upload-offset': '5' } });
    expect(await fixture.client.create(upload)).toMatchObject({
      status: 201,
      headers: { 'upload-offset': '5', 'gantry-location': 'a.txt' },
    });
    expect(await fixture.received()).toEqual(['a.txt']);
  });

  it('a name that was taken before a crash is used', async () => {
    const upload = { length: 5, relativePath: 'a.txt', metadata: about };
    const created = await fixture.client.create(upload);
    const id = (created.headers.location ?? '').slice(7);
    await writeFile(fixture.incomingPath(id), 'hello');
    await writeFile(
      join(fixture.incomingPath('finished'), '1-test.ndjson'),
      `${JSON.stringify({ intendedId: id, segments: ['a.txt'] })}\n`,
    );
    await writeFile(join(fixture.directory, 'a.txt'), '');
    await fixture.restart({ makeLink: refuseLinks });
    expect((await fixture.client.head(created.headers.location ?? '')).headers['gantry-location']).toBe('a.txt');
    expect(await fixture.read('a.txt')).toBe('hello');
    expect(await fixture.received()).toEqual(['a.txt']);
    expect(await readdir(fixture.directory)).toContain('a.txt');
  });
});
