import { mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundFile } from '../../electron/engine/protocols/protocol.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { send } from '../servers/send.ts';
import { ReceiverFixture } from './receiver-fixture.ts';

const { signal } = new AbortController();
const time = 1_600_000_000_000;

describe('what the receiver has', () => {
  let fixture: ReceiverFixture;
  beforeEach(async () => {
    fixture = await ReceiverFixture.start();
  });
  afterEach(() => fixture.close());

  async function place(path: string, sizeBytes: number): Promise<void> {
    const full = join(fixture.directory, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, Buffer.alloc(sizeBytes));
    await utimes(full, time / 1_000, time / 1_000);
  }

  async function list(folder: string): Promise<readonly (readonly FoundFile[])[]> {
    const protocol = protocolTo('tus', fixture.client.url);
    const pages: (readonly FoundFile[])[] = [];
    for await (const page of protocol.list?.(folder, signal) ?? []) pages.push(page);
    protocol.close();
    return pages;
  }

  it('is listed below a folder, with sizes and times, and without what is unfinished', async () => {
    for (const path of ['photos/b.jpg', 'photos/a/1.jpg', 'photos/a b/ü "x"\n.jpg', 'photos 2/c.jpg', 'd.jpg'])
      await place(path, path.length);
    const found = (path: string): FoundFile => ({ relativePath: path, sizeBytes: path.length, modifiedAtMs: time });
    expect(await list('photos')).toEqual([[found('photos/a/1.jpg'), found('photos/a b/ü "x"\n.jpg'), found('photos/b.jpg')]]);
    expect((await list('')).flat().map(({ relativePath }) => relativePath)).toEqual([
      'd.jpg',
      'photos/a/1.jpg',
      'photos/a b/ü "x"\n.jpg',
      'photos/b.jpg',
      'photos 2/c.jpg',
    ]);
    expect(await list('nothing/here')).toEqual([[]]);
  });

  it('comes in pages that leave out nothing and repeat nothing', async () => {
    const paths = Array.from({ length: 2_345 }, (_, index) => `f/${index % 7}/${index}`);
    for (const folder of new Set(paths.map((path) => dirname(path)))) await mkdir(join(fixture.directory, folder), { recursive: true });
    await Promise.all(paths.map((path) => writeFile(join(fixture.directory, path), '')));
    const pages = await list('f');
    expect(pages.map((page) => page.length)).toEqual([1_000, 1_000, 345]);
    expect(
      pages
        .flat()
        .map(({ relativePath }) => relativePath)
        .sort(),
    ).toEqual(paths.sort());
  });

  it('can be looked at by name', async () => {
    await place('photos/a.jpg', 5);
    const protocol = protocolTo('tus', fixture.client.url);
    expect(await protocol.look?.('photos/a.jpg', signal)).toEqual({ relativePath: 'photos/a.jpg', sizeBytes: 5, modifiedAtMs: time });
    expect(await protocol.look?.('photos/b.jpg', signal)).toBeNull();
    expect(await protocol.look?.('photos', signal)).toBeNull();
    expect(await protocol.probe(signal)).toMatchObject({ canList: true });
    protocol.close();
  });

  it('is nothing behind links that lead out, and nothing outside', async () => {
    const outside = await makeTemporaryDirectory('outside');
    await writeFile(join(outside.path, 'secret'), 'x');
    await symlink(outside.path, join(fixture.directory, 'out'));
    await symlink(join(outside.path, 'secret'), join(fixture.directory, 'link'));
    expect((await list('')).flat()).toEqual([]);
    expect((await list('out')).flat()).toEqual([]);
    expect((await list('link')).flat()).toEqual([]);
    const get = (query: string, headers: Readonly<Record<string, string>> = {}) =>
      send({ method: 'GET', url: `${fixture.client.url}?${query}`, headers: { 'Tus-Resumable': '1.0.0', ...headers } });
    for (const below of ['..', '../a', '/etc', '.gantry-incoming', '.gantry-incoming/finished']) {
      expect([below, (await get(`below=${encodeURIComponent(below)}`)).status]).toEqual([below, 422]);
    }
    expect((await get('below=', { Origin: 'https://example.org' })).status).toBe(403);
    expect((await get('below=', { Host: 'example.org' })).status).toBe(403);
    expect((await get('below=')).status).toBe(200);
    await outside.remove();
  });
});
