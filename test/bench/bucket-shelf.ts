import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { s3ClientFor } from '../servers/parts/s3-client-for.ts';
import type { S3Server } from '../servers/parts/s3-server.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import type { ServerShelf } from './server-shelf.ts';

const atATime = 8;

/** Shows what is in a bucket, by reading all of it back. */
export async function bucketShelf(server: S3Server): Promise<ServerShelf> {
  const client = s3ClientFor(server);
  const { bucket: Bucket } = server;
  const copies = await makeTemporaryDirectory('bucket');

  async function list(): Promise<{ readonly key: string; readonly sizeBytes: number }[]> {
    const found: { key: string; sizeBytes: number }[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, ...(token === undefined ? {} : { ContinuationToken: token }) }));
      for (const { Key: key = '', Size: sizeBytes = 0 } of page.Contents ?? []) found.push({ key, sizeBytes });
      token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return found;
  }

  async function forEach(work: (key: string) => Promise<void>): Promise<void> {
    const waiting = await list();
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next.key);
    };
    await Promise.all(Array.from({ length: atATime }, lane));
  }

  const pathOf = (key: string): string => join(copies.path, 'files', key);
  return {
    url: `${server.endpoint}/${Bucket}?region=${server.region}`,
    environment: server.environment,
    async files() {
      const found = await list();
      await forEach(async (key) => {
        await mkdir(dirname(pathOf(key)), { recursive: true });
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
        await pipeline(Body as Readable, createWriteStream(pathOf(key)));
      });
      return found.map(({ key, sizeBytes }) => ({ name: key, path: pathOf(key), sizeBytes }));
    },
    async clear() {
      await rm(join(copies.path, 'files'), { recursive: true, force: true });
      await forEach(async (key) => {
        await client.send(new DeleteObjectCommand({ Bucket, Key: key }));
      });
    },
    async close() {
      client.destroy();
      await server.close();
      await copies.remove();
    },
  };
}
