import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { startReceiver } from '../../electron/receiver/start-receiver.ts';
import type { TemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { ReceiverFixture } from './receiver-fixture.ts';

const log = { write: () => undefined };
const eightDaysMs = 8 * 24 * 60 * 60 * 1_000;

describe('starting and closing a receiver', () => {
  let home: TemporaryDirectory;
  beforeEach(async () => {
    home = await makeTemporaryDirectory('start');
  });
  afterEach(() => home.remove());

  it('makes the folder, says the destination, and leaves nothing behind when nothing arrived', async () => {
    const directory = join(home.path, 'deep/er');
    const receiver = await startReceiver({ directory, port: 0, log });
    expect(receiver.destinationUrl).toMatch(/^tus\+http:\/\/127\.0\.0\.1:\d+\/files\/$/);
    expect(existsSync(join(directory, '.gantry-incoming'))).toBe(true);
    await receiver.close();
    expect(await readdir(directory)).toEqual([]);
  });

  it('says so when the folder is none, the port is taken, or the address is not this computer', async () => {
    await writeFile(join(home.path, 'file'), '');
    const receiver = await startReceiver({ directory: home.path, port: 0, log });
    const port = Number(new URL(receiver.destinationUrl.slice(4)).port);
    const wrongs = [
      { directory: join(home.path, 'file'), port: 0 },
      { directory: join(home.path, 'file/deeper'), port: 0 },
      { directory: join(home.path, 'other'), port },
      { directory: home.path, port: 0, host: '0.0.0.0' },
      { directory: home.path, port: 0, host: 'example.org' },
    ];
    for (const wrong of wrongs) {
      const error: unknown = await startReceiver({ ...wrong, log }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UploadError);
      expect(error).toMatchObject({ code: 'destination-invalid', details: { reason: expect.any(String) } });
    }
    await receiver.close();
  });

  it('does not follow a hidden folder that is a link', async () => {
    const elsewhere = join(home.path, 'elsewhere');
    await mkdir(elsewhere);
    await mkdir(join(home.path, 'folder'));
    await symlink(elsewhere, join(home.path, 'folder/.gantry-incoming'));
    await expect(startReceiver({ directory: join(home.path, 'folder'), port: 0, log })).rejects.toMatchObject({
      code: 'destination-invalid',
    });
  });

  it('removes leftovers after seven days and touches nothing else', async () => {
    const fixture = await ReceiverFixture.start();
    const old = await fixture.client.create({ length: 10, relativePath: 'old', metadata: { uploadId: 'old' } });
    await fixture.client.create({ length: 1, relativePath: 'done', body: 'x', metadata: { uploadId: 'done' } });
    const foreign = fixture.incomingPath('notes.txt');
    await writeFile(foreign, 'mine');
    await utimes(join(fixture.directory, 'done'), 1, 1);
    await fixture.restart();
    expect((await fixture.client.head(old.headers.location ?? '')).status).toBe(200);
    await fixture.restart({ now: () => Date.now() + eightDaysMs });
    expect((await fixture.client.head(old.headers.location ?? '')).status).toBe(404);
    expect(await fixture.unfinished()).toEqual(['notes.txt']);
    expect(await fixture.received()).toEqual(['done']);
    expect(await readdir(fixture.incomingPath('finished'))).toEqual([]);
    await fixture.close();
  });

  it('leaves a folder alone into which another process receives, whatever lies half-written there', async () => {
    const fixture = await ReceiverFixture.start();
    const created = await fixture.client.create({ length: 10, relativePath: 'a', metadata: { uploadId: 'a' } });
    await fixture.client.patch(created.headers.location ?? '', 0, '01234');
    const second = startReceiver({ directory: fixture.directory, port: 0, log: { write: () => undefined }, boot: 'another' });
    await expect(second).rejects.toMatchObject({ code: 'queue-held' });
    expect((await fixture.client.patch(created.headers.location ?? '', 5, '56789')).status).toBe(204);
    expect(await fixture.read('a')).toBe('0123456789');
    await fixture.close();
  });

  it('goes on when somebody removed its hidden folder', async () => {
    const fixture = await ReceiverFixture.start();
    await rm(join(fixture.directory, '.gantry-incoming'), { recursive: true });
    expect((await fixture.client.create({ length: 1, relativePath: 'a', body: 'x' })).status).toBe(201);
    expect((await fixture.client.create({ length: 1, relativePath: 'b', body: '' })).status).toBe(201);
    expect(await fixture.read('a')).toBe('x');
    await fixture.close();
  });
});
