import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { canInteroperate, noInterop } from './can-interoperate.ts';
import { hasProgram } from './has-program.ts';
import { s3ClientFor } from './parts/s3-client-for.ts';
import { startCeph } from './start-ceph.ts';

describe.skipIf(!canInteroperate() || !hasProgram('radosgw'))(`Ceph ${noInterop('radosgw') ?? ''}`, () => {
  it('stores an object and still has it after a crash of all of it', async () => {
    const ceph = await startCeph();
    const client = s3ClientFor(ceph);
    const textOf = async (key: string): Promise<string> => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: ceph.bucket, Key: key }));
      return (await Body?.transformToString()) ?? '';
    };
    try {
      const key = `a/${'ö'.repeat(300)}.txt`;
      await client.send(new PutObjectCommand({ Bucket: ceph.bucket, Key: key, Body: 'hello' }));
      await ceph.restart('gateway');
      expect(await textOf(key)).toBe('hello');
      await ceph.restart('everything');
      expect(await textOf(key)).toBe('hello');
    } finally {
      client.destroy();
      await ceph.close();
    }
  }, 300_000);
});
