import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { carriesFile } from '../../protocols/contract/carries-file.ts';
import { canInteroperate } from '../../servers/can-interoperate.ts';
import { canStartSwift } from '../../servers/can-start-swift.ts';
import { s3ClientFor } from '../../servers/parts/s3-client-for.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { startScriptedS3 } from '../../servers/start-scripted-s3.ts';
import { startSwift } from '../../servers/start-swift.ts';
import type { KeptFile, MatrixProtocol } from '../matrix-protocol.ts';
import { SharedServer } from './shared-server.ts';

const ownQuery = '?region=us-east-1&part-size=5M';
const swift = new SharedServer(startSwift);

/** S3 at one OpenStack Swift for all cases, below a prefix each. */
const atSwift: Pick<MatrixProtocol, 'start' | 'end'> = {
  start: async () => {
    const { server, place } = await swift.enter();
    const { endpoint, bucket, accessKeyId, secretAccessKey } = server;
    const client = s3ClientFor(server);
    const home = await makeTemporaryDirectory('s3-kept');
    const keys = async (): Promise<readonly string[]> => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: `${place}/` }));
      return Contents.map(({ Key = '' }) => Key);
    };
    return {
      url: `${endpoint}/${bucket}/${place}/`,
      ownQuery,
      credentials: { kind: 'aws', accessKeyId, secretAccessKey, sessionToken: null },
      kept: async () => {
        const kept: KeptFile[] = [];
        for (const key of await keys()) {
          const path = join(home.path, String(kept.length));
          const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
          await writeFile(path, Body?.transformToWebStream() ?? '');
          kept.push({ name: basename(key), path });
        }
        return kept;
      },
      empty: async () => {
        for (const key of await keys()) await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
      },
      close: async () => {
        client.destroy();
        await home.remove();
      },
    };
  },
  end: () => swift.end(),
};

/** S3 at a server of these tests, which keeps objects and parts as S3 does and heeds no signature. */
const atScripted: Pick<MatrixProtocol, 'start' | 'end'> = {
  start: async () => {
    const server = await startScriptedS3();
    const home = await makeTemporaryDirectory('s3-kept');
    return {
      url: `${server.origin}/uploads/`,
      ownQuery,
      credentials: { kind: 'aws', accessKeyId: 'tests', secretAccessKey: 'only-for-tests-on-loopback', sessionToken: null },
      kept: async () => {
        const kept: KeptFile[] = [];
        for (const [name, bytes] of server.objects) {
          const path = join(home.path, String(kept.length));
          await writeFile(path, bytes);
          kept.push({ name: basename(name), path });
        }
        return kept;
      },
      empty: async () => {
        server.objects.clear();
        server.uploads.clear();
      },
      close: async () => {
        await server.close();
        await home.remove();
      },
    };
  },
};

/** The real one takes ten seconds to start, and is asked in `npm run test:interop`; both have to lead to the same. */
export const s3AtSwiftOrScripted: Pick<MatrixProtocol, 'carriesFile' | 'start' | 'end'> = {
  // A small PUT without a file in it asks what a server does with conditions.
  carriesFile,
  ...(canInteroperate() && canStartSwift() ? atSwift : atScripted),
};
