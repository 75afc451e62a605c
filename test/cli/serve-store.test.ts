import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canInteroperate } from '../servers/can-interoperate.ts';
import { canStartSwift } from '../servers/can-start-swift.ts';
import { noInteropSwift } from '../servers/no-interop-swift.ts';
import { md5OfFile, md5OfObject } from '../servers/parts/md5-of.ts';
import { s3ClientFor } from '../servers/parts/s3-client-for.ts';
import type { S3Server } from '../servers/parts/s3-server.ts';
import { startSwift } from '../servers/start-swift.ts';
import type { GantryHome } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

const keys = { AWS_ACCESS_KEY_ID: 'k', AWS_SECRET_ACCESS_KEY: 's' };

describe('serve --store', () => {
  let home: GantryHome;
  beforeAll(async () => {
    home = await makeGantryHome();
  });
  afterAll(() => home.remove());

  it.each([
    ['s3+http://127.0.0.1:1/b', keys, 4, 'refuses connections'],
    ['s3+http://127.0.0.1:1/b', { ...keys, AWS_SECRET_ACCESS_KEY: '' }, 4, 'AWS_ACCESS_KEY_ID'],
    ['s3+http://127.0.0.1:1/', keys, 2, 'names no bucket'],
    ['s3+http://127.0.0.1:1/b?part-size=1M', keys, 2, 'at least 5M'],
    ['tus+http://127.0.0.1:1/files/', keys, 2, 'A store is a bucket'],
  ])('ends before it listens: %s', async (store, environment, exitCode, words) => {
    const ended = await home.run(['serve', '--store', store], { environment });
    expect(ended).toMatchObject({ exitCode, stdout: '' });
    expect(ended.stderr).toContain(words);
  });
});

describe.skipIf(!canInteroperate() || !canStartSwift())(`serve --store on Swift ${noInteropSwift() ?? ''}`, () => {
  let home: GantryHome;
  let swift: S3Server;
  beforeAll(async () => {
    [home, swift] = await Promise.all([makeGantryHome(), startSwift()]);
  });
  afterAll(async () => {
    await home.remove();
    await swift.close();
  });

  it.each([
    [{ AWS_SECRET_ACCESS_KEY: 'wrong' }, 'uploads', 'Secret key refused'],
    [{}, 'elsewhere', 'There is no bucket named elsewhere'],
  ])('ends before it listens: %s at %s', async (wrong, bucket, words) => {
    const store = swift.destinationUrl.replace('/uploads', `/${bucket}`);
    const ended = await home.run(['serve', '--store', store], { environment: { ...swift.environment, ...wrong } });
    expect(ended).toMatchObject({ exitCode: 4, stdout: '' });
    expect(ended.stderr).toContain(words);
  });

  it('goes on in the middle of a file after its process was killed', async () => {
    const folder = join(home.directory, 'from');
    await mkdir(folder);
    await writeFile(join(folder, 'big.bin'), randomBytes(48 * 1024 * 1024));
    await writeFile(join(folder, 'small.txt'), 'hello');
    const words = ['serve', '--store', swift.destinationUrl.replace('/uploads', '/uploads/kept')];
    const environment = swift.environment;
    const first = home.start(words, { environment });
    await first.saw(/files\/\n/, 20_000);
    const url = first.stdout().trim();
    const upload = home.start(['upload', '--to', url, '--limit-rate', '12M', '--json', folder]);
    await upload.saw(/"progressPercentage":[4-6]\d/, 30_000);
    first.kill('SIGKILL');
    await first.ended;
    const second = home.start([...words, '--port', new URL(url.replace('tus+', '')).port], { environment });
    expect((await upload.ended).exitCode).toBe(0);
    const client = s3ClientFor(swift);
    const small = await client.send(new HeadObjectCommand({ Bucket: swift.bucket, Key: 'kept/from/small.txt' }));
    expect(small.ContentLength).toBe(5);
    expect(await md5OfObject(client, swift.bucket, 'kept/from/big.bin')).toBe(await md5OfFile(join(folder, 'big.bin')));
    client.destroy();
    second.kill('SIGTERM');
    expect((await second.ended).exitCode).toBe(0);
  });
});
