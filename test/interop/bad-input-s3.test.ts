import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, transferFile } from '../protocols/transfer-file.ts';
import { canInteroperate, noInterop } from '../servers/can-interoperate.ts';
import { hasProgram } from '../servers/has-program.ts';
import { s3ClientFor } from '../servers/parts/s3-client-for.ts';
import type { S3Server } from '../servers/parts/s3-server.ts';
import { swiftGuest } from '../servers/parts/swift-configuration.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';
import { send } from '../servers/send.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import { startSwift } from '../servers/start-swift.ts';
import { badInputHome } from './parts/bad-input-home.ts';

const program = 'swift-proxy-server';
const mebibyte = 1024 * 1024;

describe.skipIf(!canInteroperate() || !hasProgram(program))(`what people give wrongly for S3 ${noInterop(program) ?? ''}`, () => {
  const at = badInputHome();
  let swift: S3Server;
  let client: S3Client;
  let tests = 0;
  let prefix = '';
  let to = '';
  beforeAll(async () => {
    swift = await startSwift();
    client = s3ClientFor(swift);
  }, 120_000);
  afterAll(async () => {
    client.destroy();
    await swift.close();
  });
  beforeEach(() => {
    tests += 1;
    prefix = `test-${tests}`;
    to = swift.destinationUrl.replace('?', `/${prefix}?`);
  });

  const read =
    (bucket = swift.bucket) =>
    async (name: string): Promise<Buffer> => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${prefix}/${name}` }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    };
  const keys = async (bucket = swift.bucket): Promise<readonly string[]> => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/` }));
    return Contents.map(({ Key = '' }) => Key);
  };

  it('finds the right region by itself', async () => {
    expect(await at.upload(to.replace('us-east-1', 'eu-west-1'), swift.environment)).toMatchObject({ exitCode: 0 });
    await at.expectAll(read());
  });

  it('says that there is no such bucket, and sends everything once there is', async () => {
    const elsewhere = to.replace('/uploads/', '/not-yet/');
    const refused = await at.upload(elsewhere, swift.environment);
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('There is no bucket named not-yet. ') });
    expect(refused.stderr).toContain('Make it there, or correct the destination’s address.');
    expect(refused.stderr).toContain('Nothing was queued.');
    await client.send(new CreateBucketCommand({ Bucket: 'not-yet' }));
    expect(await at.upload(elsewhere, swift.environment)).toMatchObject({ exitCode: 0 });
    await at.expectAll(read('not-yet'));
  });

  it.each([
    ['access key', { AWS_ACCESS_KEY_ID: 'gantry:nobody' }],
    ['secret', { AWS_SECRET_ACCESS_KEY: 'not-the-secret-at-all' }],
  ])('says what to give where the %s is wrong', async (_which, wrong) => {
    // Swift says the same of both.
    const words =
      'Secret key refused (403). Give an access key and the secret that belongs to it (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)';
    const refused = await at.upload(to, { ...swift.environment, ...wrong });
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining(words) });
    expect(refused.stderr + refused.stdout).not.toContain('not-the-secret-at-all');
    expect(await keys()).toEqual([]);
    expect(await at.upload(to, swift.environment)).toMatchObject({ exitCode: 0 });
    await at.expectAll(read());
  });

  it('says that the bucket is not ours', async () => {
    const guest = { AWS_ACCESS_KEY_ID: swiftGuest.name, AWS_SECRET_ACCESS_KEY: swiftGuest.key };
    const refused = await at.upload(to, guest);
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('This account may not use the bucket (403). ') });
    expect(refused.stderr).toContain('Check this account’s rights at the destination, then retry.');
    expect(await keys()).toEqual([]);
    expect(await at.upload(to, swift.environment)).toMatchObject({ exitCode: 0 });
    await at.expectAll(read());
  });

  it('keeps what is left when the key is exchanged in the middle, and goes on with the new one', async () => {
    const proxy = await startHttpFaultProxy(swift.endpoint);
    const upload = at.startSlowly(to.replace(swift.endpoint, proxy.url.replace(/\/$/, '')), swift.environment);
    await waitUntil('a file is there', async () => (await keys()).length > 0, 60_000);
    const code = 'InvalidAccessKeyId';
    const body = `<Error><Code>${code}</Code><Message>The AWS Access Key Id you provided does not exist in our records.</Message></Error>`;
    proxy.addRule({ fault: { kind: 'answer', status: 403, headers: { 'Content-Type': 'application/xml' }, body } });
    const held = await upload.ended;
    expect(held).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('Access key refused (403). ') });
    expect(held.stderr).toMatch(/\d files? (is|are) kept; when that is mended, “gantry resume” goes on\./);
    proxy.clearRules();
    expect(await at.run(['resume'], swift.environment)).toMatchObject({ exitCode: 0 });
    await at.expectAll(read());
    expect((await keys()).length).toBe(at.names.length);
    await proxy.close();
  });

  it('fails what is over a quota that is reached in the middle, and brings it once the quota is raised', async () => {
    await client.send(new CreateBucketCommand({ Bucket: 'narrow' }));
    const narrow = to.replace('/uploads/', '/narrow/');
    const upload = at.startSlowly(narrow, swift.environment);
    await waitUntil('a file is there', async () => (await keys('narrow')).length > 0, 60_000);
    await setQuota('narrow', 500_000);
    const full = await upload.ended;
    // All that Swift says of it by S3 is EntityTooLarge, as of an object that it would never take.
    expect(full).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('Too large for the destination (400). Raise the limit on the server'),
    });
    expect(await keys('narrow')).toHaveLength(1);
    await setQuota('narrow', 100 * mebibyte);
    expect(await at.run(['retry', '--failed'], swift.environment)).toMatchObject({ exitCode: 0 });
    await at.expectAll(read('narrow'));
  }, 120_000);

  it('begins anew where the server lost the parts of an upload', async () => {
    writeFileSync(join(at.home.directory, 'large.bin'), Buffer.alloc(24 * mebibyte, 'parts of a large file '));
    const options = { environment: swift.environment };
    const upload = at.home.start(['upload', '--limit-rate', '4M', '--to', `${to}&part-size=5M`, 'large.bin'], options);
    const unfinished = async () => (await client.send(new ListMultipartUploadsCommand({ Bucket: swift.bucket }))).Uploads ?? [];
    await waitUntil('an upload is begun', async () => (await unfinished()).some(({ Key }) => Key?.endsWith('large.bin')), 60_000);
    upload.kill('SIGKILL');
    await upload.ended;
    for (const { Key, UploadId } of await unfinished()) {
      await client.send(new AbortMultipartUploadCommand({ Bucket: swift.bucket, Key, UploadId }));
    }
    expect(await at.run(['resume'], swift.environment)).toMatchObject({ exitCode: 0 });
    expect((await read()('large.bin')).equals(Buffer.alloc(24 * mebibyte, 'parts of a large file '))).toBe(true);
    expect(await unfinished()).toEqual([]);
  }, 120_000);

  it('fails only the file whose name is too long for a key, and says how long it may be', async () => {
    // A key of Swift's has at most 1024 bytes, and its folders are most of it here.
    const folders = `${'d'.repeat(200)}/`.repeat(4) + 'd'.repeat(1_004 - 4 * 201 - prefix.length - 1);
    const long = `${'n'.repeat(40)}.bin`;
    writeFileSync(join(at.home.directory, long), 'never sent');
    const deep = to.replace('?', `/${folders}?checksum=md5&`);
    const ended = await at.home.run(['upload', '--to', deep, ...at.names, long], { environment: swift.environment });
    expect(ended.exitCode).toBe(1);
    expect(ended.stdout + ended.stderr).toContain(
      `${long}: The destination does not take this name. Rename the file and add it again. (1049 bytes with its folders, 1024 are possible)`,
    );
    await at.expectAll((name) => read()(`${folders}/${name}`));
  });

  it('never sends a name that leads out of the destination', async () => {
    const protocol = protocolTo('s3', `${swift.endpoint}/${swift.bucket}/${prefix}/`, {
      options: { region: 'us-east-1' },
      credentials: async () => ({ kind: 'aws', accessKeyId: 'a', secretAccessKey: 'b', sessionToken: null }),
    });
    for (const relativePath of ['../a.bin', 'x/../../a.bin', './a.bin', 'x//a.bin', 'a\0b.bin']) {
      const refused = await transferFile(protocol, { path: join(at.home.directory, 'a.bin'), relativePath });
      expect([relativePath, errorOf(refused)]).toMatchObject([relativePath, { code: 'name-refused' }]);
    }
    protocol.close();
  });

  it('follows no redirect to another host: no byte and no signature gets there', async () => {
    const other = await startPutRecorder();
    const proxy = await startHttpFaultProxy(swift.endpoint);
    proxy.addRule({ fault: { kind: 'answer', status: 307, headers: { Location: `${other.url}uploads/a.bin` } } });
    const host = new URL(other.url).host;
    const refused = await at.upload(to.replace(swift.endpoint, proxy.url.replace(/\/$/, '')), swift.environment);
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining(`The server sends uploads elsewhere, to ${host}. `) });
    expect(other.requests()).toEqual([]);
    await proxy.close();
    await other.close();
  });

  /** Swift's own interface: S3 has none for it. */
  async function setQuota(bucket: string, bytes: number): Promise<void> {
    const signIn = { 'X-Auth-User': swift.accessKeyId, 'X-Auth-Key': swift.secretAccessKey };
    const { headers } = await send({ method: 'GET', url: `${swift.endpoint}/auth/v1.0`, headers: signIn });
    const quota = { 'X-Auth-Token': String(headers['x-auth-token']), 'X-Container-Meta-Quota-Bytes': String(bytes) };
    const { status } = await send({ method: 'POST', url: `${String(headers['x-storage-url'])}/${bucket}`, headers: quota });
    expect(status).toBe(204);
  }
});
