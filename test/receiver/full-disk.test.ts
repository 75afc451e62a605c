import { execFileSync } from 'node:child_process';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receiver } from '../../electron/receiver/start-receiver.ts';
import { startReceiver } from '../../electron/receiver/start-receiver.ts';
import type { TemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { ReceiverFixture } from './receiver-fixture.ts';
import { TusClient } from './tus-client.ts';

const log = { write: () => undefined };

function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!canMount())(`a full disk ${canMount() ? '' : '[skipped: a small disk can be mounted by root on Linux only]'}`, () => {
  let home: TemporaryDirectory;
  let receiver: Receiver;
  let client: TusClient;
  beforeEach(async () => {
    home = await makeTemporaryDirectory('full');
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', home.path]);
    receiver = await startReceiver({ directory: join(home.path, 'in'), port: 0, log });
    client = new TusClient(receiver.destinationUrl);
  });
  afterEach(async () => {
    await receiver.close();
    execFileSync('umount', ['-l', home.path]);
    await home.remove();
  });

  it('is told before anything is sent, where the file is larger than what is free', async () => {
    const answer = await client.create({ length: 9_000_000, relativePath: 'a' });
    expect(answer.status).toBe(507);
    expect(answer.body).toContain('9000000');
  });

  it('in the middle is told as 507, keeps what is there, and the upload goes on when there is room', async () => {
    const body = Buffer.alloc(6_000_000, 'abcdefg');
    const created = await client.create({ length: body.length, relativePath: 'a', metadata: { uploadId: 'a', mtime: '1' } });
    await writeFile(join(home.path, 'other'), Buffer.alloc(5_000_000));
    const location = created.headers.location ?? '';
    expect((await client.patch(location, 0, body)).status).toBe(507);
    const offset = Number((await client.head(location)).headers['upload-offset']);
    expect(offset).toBeGreaterThan(1_000_000);
    expect(offset).toBeLessThan(body.length);
    expect((await client.patch(location, offset, body.subarray(offset))).status).toBe(507);
    await rm(join(home.path, 'other'));
    const now = Number((await client.head(location)).headers['upload-offset']);
    expect((await client.patch(location, now, body.subarray(now))).status).toBe(204);
    expect((await readFile(join(home.path, 'in/a'))).equals(body)).toBe(true);
  });
});

describe('a disk that is full when the file gets its name', () => {
  it('is told as 507, loses nothing and stores nothing twice', async () => {
    let isFull = true;
    const fixture = await ReceiverFixture.start({
      makeLink: (from, to) => (isFull ? Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })) : link(from, to)),
    });
    const upload = { length: 5, relativePath: 'a', body: 'hello', metadata: { uploadId: 'a', mtime: '1' } };
    const refused = await fixture.client.create(upload);
    expect(refused).toMatchObject({ status: 507, body: 'The disk of the receiver is full.\n' });
    expect(await fixture.received()).toEqual([]);
    expect((await fixture.client.create(upload)).status).toBe(507);
    isFull = false;
    expect((await fixture.client.create(upload)).headers).toMatchObject({ 'upload-offset': '5', 'gantry-location': 'a' });
    expect(await fixture.received()).toEqual(['a']);
    expect(await fixture.read('a')).toBe('hello');
    await fixture.close();
  });
});
