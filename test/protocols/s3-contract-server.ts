import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { s3ClientFor } from '../servers/parts/s3-client-for.ts';
import type { S3Server } from '../servers/parts/s3-server.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import type { ContractServer } from './contract/contract.ts';

/** A server that speaks S3, as the contract wants to look at it: what it stored is fetched into a file. */
export async function s3ContractServer(start: () => Promise<S3Server>): Promise<ContractServer> {
  const server = await start();
  const home = await makeTemporaryDirectory('s3-stored');
  const client = s3ClientFor(server);
  const path = join(home.path, 'stored');
  const { accessKeyId, secretAccessKey } = server;
  return {
    url: `${server.endpoint}/${server.bucket}/under/`,
    options: { region: server.region },
    credentials: { kind: 'aws', accessKeyId, secretAccessKey, sessionToken: null },
    close: async () => {
      client.destroy();
      await server.close();
      await home.remove();
    },
    stored: async (relativePath) => {
      await rm(path, { force: true });
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: server.bucket, Key: `under/${relativePath}` }));
        if (Body === undefined) return null;
        await writeFile(path, Body.transformToWebStream());
        return path;
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === 'NoSuchKey') return null;
        throw error;
      }
    },
  };
}
