import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { describeS3Server } from './parts/describe-s3-server.ts';
import { s3ClientFor } from './parts/s3-client-for.ts';
import type { S3Server } from './parts/s3-server.ts';
import { startOnFreePort } from './parts/start-on-free-port.ts';
import { startProgram } from './parts/start-program.ts';

/** Moto, which stands in for Amazon in other people's tests: it keeps all in memory, checks no signature, and says checksums back without comparing. */
export async function startMoto(): Promise<S3Server> {
  const { port, program } = await startOnFreePort(async (tried) => {
    const started = await startProgram('moto_server', ['-H', '127.0.0.1', '-p', String(tried)], tried, { limitMs: 60_000 });
    return { port: tried, program: started };
  });
  const server = describeS3Server({ port, accessKeyId: 'moto', secretAccessKey: 'moto', region: 'us-east-1', bucket: 'uploads' });
  const client = s3ClientFor(server);
  await client.send(new CreateBucketCommand({ Bucket: server.bucket }));
  client.destroy();
  return { ...server, close: () => program.stop() };
}
