import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { describe } from 'vitest';
import { canInteroperate, noInterop } from '../../servers/can-interoperate.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { s3ClientFor } from '../../servers/parts/s3-client-for.ts';
import { startApacheDav } from '../../servers/start-apache-dav.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { startSwift } from '../../servers/start-swift.ts';
import { davServer } from './dav-server.ts';
import { meetsWhatIsThere } from './meets-what-is-there.ts';
import type { PreflightServer } from './preflight-scene.ts';
import { fileCount } from './preflight-scene.ts';

async function swift(): Promise<PreflightServer> {
  const server = await startSwift();
  const { accessKeyId, secretAccessKey, bucket, endpoint, region } = server;
  const line = await startHttpFaultProxy(endpoint);
  const client = s3ClientFor(server);
  return {
    kind: 's3',
    url: `s3+${new URL(line.url).origin}/${bucket}/?region=${region}`,
    credentials: { kind: 'aws', accessKeyId, secretAccessKey, sessionToken: null },
    put: async (key, content) => {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: content }));
    },
    content: async (key) => {
      const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key })).catch(() => null);
      return (await object?.Body?.transformToString()) ?? null;
    },
    questions: () => line.requests().filter(({ method, path }) => method === 'GET' && path.includes('list-type=2')).length,
    close: async () => {
      client.destroy();
      await line.close();
      await server.close();
    },
  };
}

const servers = [
  ['apache2', 'WebDAV', () => davServer(startApacheDav)],
  ['swift-proxy-server', 'S3', swift],
] as const;

describe.each(servers)(`${fileCount} files meet what is at %s by %s`, (program, _kind, start) => {
  describe.skipIf(!canInteroperate() || !hasProgram(program))(noInterop(program) ?? 'already', () => meetsWhatIsThere(start));
});
