import { AbortMultipartUploadCommand, HeadObjectCommand, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canInteroperate } from '../servers/can-interoperate.ts';
import { canStartSwift } from '../servers/can-start-swift.ts';
import { noInteropSwift } from '../servers/no-interop-swift.ts';
import type { S3Server } from '../servers/parts/s3-server.ts';
import { startSwift } from '../servers/start-swift.ts';
import { ObjectFixture } from './object-fixture.ts';

const mebibyte = 1024 * 1024;
const body = Buffer.from(Array.from({ length: 12 * mebibyte }, (_, index) => (index * 31 + (index >> 11)) % 251));
const about = { uploadId: '0191-abc', mtime: '1700000000500' };

describe.skipIf(!canInteroperate() || !canStartSwift())(`a receiver on an object store ${noInteropSwift() ?? ''}`, () => {
  let server: S3Server;
  let fixture: ObjectFixture;
  beforeAll(async () => {
    server = await startSwift();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    fixture = await ObjectFixture.start(server);
  });
  afterEach(() => fixture.close());

  const large = { length: body.length, relativePath: 'd/a.bin', metadata: about };
  const begin = async (changes: Record<string, string> = {}): Promise<string> => {
    const created = await fixture.client.create({ ...large, metadata: { ...about, ...changes } });
    expect(created.status).toBe(201);
    return created.headers.location ?? '';
  };
  const offsetOf = async (location: string) => Number((await fixture.client.head(location)).headers['upload-offset']);
  const infoKeyOf = (location: string) => `${fixture.address.prefix}.gantry-incoming/${location.slice('/files/'.length)}.info`;
  const partOf = async (location: string) => {
    const { bucket: Bucket } = fixture.address;
    const { Metadata = {} } = await fixture.bucket.send(new HeadObjectCommand({ Bucket, Key: infoKeyOf(location) }));
    return { Bucket, Key: `${fixture.address.prefix}d/a.bin`, UploadId: Metadata['upload-id'] ?? '' };
  };

  it('does not count what a killed process stored behind a gap or elsewhere', async () => {
    const location = await begin();
    await fixture.client.patch(location, 0, body.subarray(0, 5 * mebibyte));
    await fixture.bucket.send(
      new UploadPartCommand({ ...(await partOf(location)), PartNumber: 3, Body: body.subarray(10 * mebibyte, 12 * mebibyte) }),
    );
    await fixture.put(`.gantry-incoming/${location.slice(7)}.${3 * mebibyte}.rest`, 'late');
    await fixture.restart();
    expect(await offsetOf(location)).toBe(5 * mebibyte);
    expect((await fixture.client.patch(location, 5 * mebibyte, body.subarray(5 * mebibyte))).status).toBe(204);
    expect((await fixture.read('d/a.bin')).equals(body)).toBe(true);
    expect(await fixture.paths()).toEqual(['d/a.bin']);
  });

  it('does not call an upload complete that somebody took away', async () => {
    const location = await begin();
    await fixture.client.patch(location, 0, body.subarray(0, 5 * mebibyte));
    await fixture.bucket.send(new AbortMultipartUploadCommand(await partOf(location)));
    expect((await fixture.client.head(location)).status).toBe(404);
    expect((await fixture.client.create(large)).headers['upload-offset'] ?? '0').toBe('0');
    expect((await fixture.client.patch(location, 0, body)).status).toBe(204);
    expect((await fixture.read('d/a.bin')).equals(body)).toBe(true);
  });

  it('never joins what an earlier request stored behind a gap to a part that ends elsewhere', async () => {
    const wide = await ObjectFixture.start(server, { partSizeBytes: 8 * mebibyte });
    const long = Buffer.concat([body, body.subarray(1)]);
    try {
      const created = await wide.client.create({ ...large, length: long.length });
      const location = created.headers.location ?? '';
      const { bucket: Bucket, prefix } = wide.address;
      const info = await wide.bucket.send(
        new HeadObjectCommand({ Bucket, Key: `${prefix}.gantry-incoming/${location.slice('/files/'.length)}.info` }),
      );
      // The store took the second part and refused the first one, which was on its way beside it.
      const upload = { Bucket, Key: `${prefix}d/a.bin`, UploadId: info.Metadata?.['upload-id'] ?? '' };
      await wide.bucket.send(new UploadPartCommand({ ...upload, PartNumber: 2, Body: long.subarray(8 * mebibyte, 16 * mebibyte) }));
      // The next request breaks off in the middle of the first one.
      await expect(wide.client.patch(location, 0, long, 6 * mebibyte)).rejects.toThrow('cut by the client');
      const offset = Number((await wide.client.head(location)).headers['upload-offset']);
      expect((await wide.client.patch(location, offset, long.subarray(offset))).status).toBe(204);
      expect((await wide.read('d/a.bin')).equals(long)).toBe(true);
    } finally {
      await wide.close();
    }
  });

  it('takes several creates of one upload at once for one', async () => {
    const upload = { length: 5, relativePath: 'a', metadata: about, body: 'hello' };
    const answers = await Promise.all([1, 2, 3].map(() => fixture.client.create(upload)));
    expect(new Set(answers.map(({ status, headers }) => `${status} ${headers.location}`)).size).toBe(1);
    await fixture.client.create(upload);
    expect(await fixture.paths()).toEqual(['a']);
  });

  it('gives up the earlier version of a file that has changed', async () => {
    const first = await begin();
    await fixture.client.patch(first, 0, body.subarray(0, 6 * mebibyte));
    const second = await begin({ mtime: '1700000000501' });
    expect(second).not.toBe(first);
    expect((await fixture.client.head(first)).status).toBe(404);
    expect((await fixture.client.patch(second, 0, body)).headers['gantry-location']).toBe('d/a.bin');
    expect(await fixture.paths()).toEqual(['d/a.bin']);
  });

  it('keeps to what is to happen where the name is taken', async () => {
    await fixture.put('a.txt', 'other');
    const create = (conflict: string, text: string) =>
      fixture.client.create({ length: text.length, relativePath: 'a.txt', body: text, metadata: { conflict } });
    expect((await create('rename', 'mine')).headers['gantry-location']).toBe('a%20(2).txt');
    expect(await create('skip', 'equal')).toMatchObject({ status: 409, headers: { 'gantry-conflict': 'exists' } });
    expect((await create('skip', 'longer')).headers['gantry-location']).toBe('a%20(3).txt');
    expect((await fixture.read('a.txt')).toString()).toBe('other');
    expect((await create('overwrite', 'new')).headers['gantry-location']).toBe('a.txt');
    expect((await fixture.read('a.txt')).toString()).toBe('new');
  });

  it('refuses what no key can be', async () => {
    expect((await fixture.client.create({ length: 1, relativePath: '../a' })).status).toBe(422);
    expect((await fixture.client.create({ length: 1, relativePath: `${'d/'.repeat(600)}a` })).status).toBe(422);
    expect(await fixture.paths()).toEqual([]);
  });
});
