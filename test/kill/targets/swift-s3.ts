import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand, ListMultipartUploadsCommand, ListPartsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { canStartSwift } from '../../servers/can-start-swift.ts';
import { s3ClientFor } from '../../servers/parts/s3-client-for.ts';
import type { S3Server } from '../../servers/parts/s3-server.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { startSwift } from '../../servers/start-swift.ts';
import type { ArrivedFile, KillTarget, Leftover } from '../kill-target.ts';
import { recordWire } from '../record-wire.ts';
import { s3Wire } from '../s3-wire.ts';

/** One for all rounds, each below a prefix of its own: it takes ten seconds to start. */
let shared: Promise<S3Server> | null = null;
let rounds = 0;

/** S3 at Swift, with parts small enough that a round has files of several. */
export const swiftS3: KillTarget = {
  name: 'S3, Swift',
  // There is no program of the second name.
  notEveryDayBecause: 'Swift takes half of the time that all the others take together',
  program: canStartSwift() ? 'swift-proxy-server' : 'swift-as-root',
  start: async () => {
    shared ??= startSwift();
    const server = await shared;
    rounds += 1;
    const prefix = `round-${rounds}/`;
    const wire = await recordWire(`${server.endpoint}/${server.bucket}/${prefix}`);
    const client = s3ClientFor(server);
    const home = await makeTemporaryDirectory('s3-arrived');
    return {
      destination: `s3+${wire.url}?region=${server.region}&part-size=5M`,
      environment: server.environment,
      wire,
      partsFolder: null,
      holdings: async () => ({
        arrived: await arrivedIn(client, server.bucket, prefix, home.path),
        leftovers: await unfinishedIn(client, server.bucket, prefix),
      }),
      findings: (told) => s3Wire(wire.requests(), `/${server.bucket}/${prefix}`, told),
      close: async () => {
        await wire.close();
        client.destroy();
        await home.remove();
      },
    };
  },
  end: async () => {
    const server = await shared;
    shared = null;
    await server?.close();
  },
};

async function arrivedIn(client: S3Client, bucket: string, prefix: string, folder: string): Promise<readonly ArrivedFile[]> {
  const arrived: ArrivedFile[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key = '' } of page.Contents ?? []) {
      const relativePath = Key.slice(prefix.length);
      // Some names of keys are none of files.
      const path = join(folder, String(arrived.length));
      await mkdir(dirname(path), { recursive: true });
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
      await pipeline(Body instanceof Readable ? Body : Readable.from([]), createWriteStream(path));
      arrived.push({ relativePath, path });
    }
  }
  return arrived;
}

async function unfinishedIn(client: S3Client, bucket: string, prefix: string): Promise<readonly Leftover[]> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }));
  return await Promise.all(
    Uploads.map(async ({ Key = '', UploadId }) => {
      const { Parts = [] } = await client.send(new ListPartsCommand({ Bucket: bucket, Key, UploadId }));
      return { relativePath: Key.slice(prefix.length), bytes: Parts.reduce((sum, { Size = 0 }) => sum + Size, 0) };
    }),
  );
}
