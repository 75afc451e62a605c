import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { canStartSwift } from '../servers/can-start-swift.ts';
import type { S3Server } from '../servers/parts/s3-server.ts';
import { startSwift } from '../servers/start-swift.ts';
import { ObjectFixture } from './object-fixture.ts';

const mebibyte = 1024 * 1024;
const body = Buffer.from(Array.from({ length: 12 * mebibyte }, (_, index) => (index * 31 + (index >> 11)) % 251));
const about = { uploadId: '0191-abc', mtime: '1700000000500' };

describe.skipIf(!canInteroperate() || !canStartSwift())(
  `a receiver on an object store, at length ${noInterop('swift-proxy-server') ?? ''}`,
  () => {
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

    it('puts whole files under their paths, whatever their size, and leaves nothing beside them', async () => {
      await fixture.client.create({ length: 0, relativePath: 'empty' });
      const small = await fixture.client.create({ length: 5, relativePath: 'd/ä b.txt', body: 'hello', metadata: about });
      expect(small).toMatchObject({ status: 201, headers: { 'upload-offset': '5', 'gantry-location': 'd/%C3%A4%20b.txt' } });
      const location = await begin();
      expect((await fixture.client.patch(location, 0, body)).headers['gantry-location']).toBe('d/a.bin');
      expect(await fixture.paths()).toEqual(['d/a.bin', 'd/ä b.txt', 'empty']);
      expect((await fixture.read('d/a.bin')).equals(body)).toBe(true);
      expect(await fixture.facts('d/a.bin')).toMatchObject({ mtime: '1700000000.5' });
    });

    it('tells the true offset after a restart, and goes on there', async () => {
      const location = await begin();
      await expect(fixture.client.patch(location, 0, body, 7 * mebibyte)).rejects.toThrow('cut by the client');
      const before = await offsetOf(location);
      expect(before).toBeGreaterThanOrEqual(5 * mebibyte);
      await fixture.restart();
      expect(await offsetOf(location)).toBe(before);
      const again = await fixture.client.create(large);
      expect(again.headers).toMatchObject({ location, 'upload-offset': String(before) });
      expect((await fixture.client.patch(location, before, body.subarray(before))).status).toBe(204);
      expect((await fixture.read('d/a.bin')).equals(body)).toBe(true);
      expect(await fixture.paths()).toEqual(['d/a.bin']);
    });

    it('takes steps that are smaller than a part', async () => {
      const location = await begin();
      for (let offset = 0; offset < body.length; offset += 3 * mebibyte) {
        const taken = await fixture.client.patch(location, offset, body.subarray(offset, offset + 3 * mebibyte));
        expect(taken.headers['upload-offset']).toBe(String(offset + 3 * mebibyte));
      }
      expect((await fixture.read('d/a.bin')).equals(body)).toBe(true);
      expect(await fixture.paths()).toEqual(['d/a.bin']);
    });

    it('begins anew where its record was lost', async () => {
      const location = await begin();
      await fixture.client.patch(location, 0, body.subarray(0, 5 * mebibyte));
      await fixture.bucket.send(new DeleteObjectCommand({ Bucket: fixture.address.bucket, Key: infoKeyOf(location) }));
      await fixture.restart();
      expect((await fixture.client.head(location)).status).toBe(404);
      expect(await begin()).toBe(location);
      expect((await fixture.client.patch(location, 0, body)).status).toBe(204);
      expect((await fixture.read('d/a.bin')).equals(body)).toBe(true);
    });

    it.each(['small', 'large'])('does not store a %s finished upload twice, even after a restart', async (size) => {
      const upload = size === 'large' ? large : { length: 5, relativePath: 'd/a.bin', metadata: about, body: 'hello' };
      const location = (await fixture.client.create(upload)).headers.location ?? '';
      if (size === 'large') await fixture.client.patch(location, 0, body);
      for (const isRestarted of [false, true]) {
        if (isRestarted) await fixture.restart();
        const again = await fixture.client.create(upload);
        expect(again).toMatchObject({
          status: 201,
          headers: { location, 'upload-offset': String(upload.length), 'gantry-location': 'd/a.bin' },
        });
        expect(await fixture.client.head(location)).toMatchObject({ status: 200, headers: { 'upload-offset': String(upload.length) } });
        expect((await fixture.client.remove(location)).status).toBe(410);
        expect(await fixture.paths()).toEqual(['d/a.bin']);
      }
    });

    it('never replaces what somebody stored under the name meanwhile', async () => {
      const location = await begin();
      await fixture.put('d/a.bin', 'theirs');
      expect((await fixture.client.patch(location, 0, body)).status).toBe(410);
      expect((await fixture.read('d/a.bin')).toString()).toBe('theirs');
      const again = await begin();
      expect((await fixture.client.patch(again, 0, body)).headers['gantry-location']).toBe('d/a%20(2).bin');
      expect((await fixture.read('d/a (2).bin')).equals(body)).toBe(true);
    });

    it('gives two unfinished uploads two names, also after a restart', async () => {
      const first = await begin();
      await fixture.restart();
      const second = await begin({ uploadId: 'another' });
      expect((await fixture.client.patch(second, 0, body)).headers['gantry-location']).toBe('d/a%20(2).bin');
      expect((await fixture.client.patch(first, 0, body)).headers['gantry-location']).toBe('d/a.bin');
    });

    it('ends an upload without touching what it was to replace', async () => {
      await fixture.put('d/a.bin', 'old');
      const location = await begin({ conflict: 'overwrite' });
      await fixture.client.patch(location, 0, body.subarray(0, 6 * mebibyte));
      expect((await fixture.client.remove(location)).status).toBe(204);
      expect((await fixture.client.head(location)).status).toBe(404);
      expect((await fixture.read('d/a.bin')).toString()).toBe('old');
      expect(await fixture.paths()).toEqual(['d/a.bin']);
    });
  },
);
