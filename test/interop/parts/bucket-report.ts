import type { S3Client } from '@aws-sdk/client-s3';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { md5OfFile, md5OfObject } from '../../servers/parts/md5-of.ts';

export interface WantedObject {
  readonly key: string;
  /** The file that it is to be the same as. */
  readonly path: string;
}

/** Reads every object under a prefix back. Empty when each wanted one is there, whole, once, and nothing else is; else what is wrong, a line each. */
export async function bucketReport(client: S3Client, bucket: string, prefix: string, wanted: readonly WantedObject[]): Promise<string> {
  const there = new Set<string>();
  let token: string | undefined;
  do {
    const asked = { Bucket: bucket, Prefix: prefix, ...(token === undefined ? {} : { ContinuationToken: token }) };
    const page = await client.send(new ListObjectsV2Command(asked));
    for (const { Key = '' } of page.Contents ?? []) there.add(Key);
    token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
  } while (token !== undefined);
  const expected = new Set(wanted.map(({ key }) => key));
  const wrong = [...there].filter((key) => !expected.has(key)).map((key) => `${key}: nobody sent that`);
  const waiting = [...wanted];
  const compare = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      if (!there.has(next.key)) wrong.push(`${next.key}: is missing`);
      else if ((await md5OfObject(client, bucket, next.key)) !== (await md5OfFile(next.path))) wrong.push(`${next.key}: is another`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, compare));
  return wrong.sort().join('\n');
}
