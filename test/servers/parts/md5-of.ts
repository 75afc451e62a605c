import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand } from '@aws-sdk/client-s3';

/** In hexadecimal digits, of what is on the disk. */
export function md5OfFile(path: string): Promise<string> {
  return md5Of(createReadStream(path, { highWaterMark: 1024 * 1024 }));
}

/** In hexadecimal digits, of every byte that a bucket gives back. */
export async function md5OfObject(client: S3Client, bucket: string, key: string): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return await md5Of(Body as Readable);
}

async function md5Of(bytes: AsyncIterable<Buffer>): Promise<string> {
  const sum = createHash('md5');
  for await (const chunk of bytes) sum.update(chunk);
  return sum.digest('hex');
}
