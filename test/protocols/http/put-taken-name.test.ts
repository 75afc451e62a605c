import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { scriptedServer } from '../transport/scripted-server.ts';
import { putToRecorder } from './put-to-recorder.ts';

describe('a name that is taken', () => {
  it('is overwritten after a look at what is replaced', async () => {
    const { path, bytes, asked, place, placed, protocol } = await putToRecorder();
    await place('a.bin', 'old');
    const done = await transferFile(protocol, { path, conflict: 'overwrite' });
    expect([receiptOf(done).verification, asked(), done.checkpoints]).toEqual(['size', 'HEAD /a.bin, PUT /a.bin, HEAD /a.bin', []]);
    expect((await placed('a.bin')).equals(bytes)).toBe(true);
  });

  it('is asked for only from the first small file on whose name was not free, until one is again', async () => {
    const isThere = new Set(['/b.bin', '/c.bin', '/d.bin']);
    const { server, asked, protocol } = await putToRecorder(({ method, path, headers }) =>
      method === 'PUT' && headers['if-none-match'] === '*' && isThere.has(path) ? { status: 412 } : undefined,
    );
    const { path, bytes } = await fileOf(1_000);
    for (const name of isThere) await writeFile(join(server.directory, name), 'old');
    const askedFor = async (relativePath: string): Promise<string> => {
      const before = asked();
      receiptOf(await transferFile(protocol, { path, relativePath, conflict: 'overwrite' }));
      expect((await readFile(join(server.directory, relativePath))).equals(bytes)).toBe(true);
      return asked()
        .slice(before.length)
        .replaceAll(/^, | \/[a-z]*\.bin/g, '');
    };
    expect(await askedFor('a.bin')).toBe('PUT, HEAD');
    expect(await askedFor('b.bin')).toBe('PUT, HEAD, PUT, HEAD');
    expect(await askedFor('c.bin')).toBe('HEAD, PUT, HEAD');
    expect(await askedFor('d.bin')).toBe('HEAD, PUT, HEAD');
    expect(await askedFor('e.bin')).toBe('HEAD, PUT, HEAD');
    expect(await askedFor('f.bin')).toBe('PUT, HEAD');
  });

  it('gives the file the next free one', async () => {
    const { server, path, bytes, place, placed, protocol } = await putToRecorder();
    await place('f/a.bin', 'old');
    await place('f/a (2).bin', 'older');
    const receipt = receiptOf(await transferFile(protocol, { path, relativePath: 'f/a.bin' }));
    expect(receipt).toEqual({ result: 'stored', verification: 'size', location: `${server.url}f/a%20(3).bin` });
    expect([(await placed('f/a.bin')).toString(), (await placed('f/a (3).bin')).equals(bytes)]).toEqual(['old', true]);
  });

  it('is skipped, of whatever size', async () => {
    const { server, path, asked, place, protocol } = await putToRecorder();
    await place('a.bin', 'old');
    expect(receiptOf(await transferFile(protocol, { path, conflict: 'skip' }))).toEqual({
      result: 'skipped',
      verification: 'accepted',
      location: `${server.url}a.bin`,
    });
    expect(asked()).toBe('HEAD /a.bin');
  });

  it('by someone else in between is not overwritten', async () => {
    const { server, path, asked, protocol } = await putToRecorder(({ method, path }) =>
      method === 'PUT' && path === '/a.bin' ? { status: 412 } : undefined,
    );
    const receipt = receiptOf(await transferFile(protocol, { path }));
    expect(receipt.location).toBe(`${server.url}a%20(2).bin`);
    expect(server.requests()[1]?.headers['if-none-match']).toBe('*');
    expect(asked()).toBe('HEAD /a.bin, PUT /a.bin, HEAD /a%20(2).bin, PUT /a%20(2).bin, HEAD /a%20(2).bin');
    const skipped = await transferFile(protocol, { path, conflict: 'skip' });
    expect(receiptOf(skipped).result).toBe('skipped');
  });

  it('is found without conditions where the server refuses those', async () => {
    const { server, path, protocol } = await putToRecorder(({ method, headers }) =>
      method === 'PUT' && headers['if-none-match'] !== undefined ? { status: 501 } : undefined,
    );
    receiptOf(await transferFile(protocol, { path, relativePath: 'one' }));
    receiptOf(await transferFile(protocol, { path, relativePath: 'two' }));
    expect(server.requests().filter((request) => request.status === 501)).toHaveLength(1);
  });

  it('is not looked for ever at a server that has everything', async () => {
    const site = await scriptedServer((_request, response) => response.writeHead(200, { 'Content-Length': '10' }).end());
    const { path } = await fileOf(10);
    const protocol = protocolTo('put', site.url);
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({ code: 'wrong-protocol' });
    expect(site.seen.length).toBeLessThan(10);
  });

  it('is not skipped for a page that answers everything', async () => {
    const site = await scriptedServer((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<p>Sign in'),
    );
    const { path } = await fileOf(10);
    expect(errorOf(await transferFile(protocolTo('put', site.url), { path, conflict: 'skip' }))).toMatchObject({ code: 'wrong-protocol' });
  });
});
