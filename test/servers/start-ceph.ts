import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { runQuietly } from '../../electron/start/run-quietly.ts';
import { describeS3Server } from './parts/describe-s3-server.ts';
import { s3ClientFor } from './parts/s3-client-for.ts';
import type { S3Server } from './parts/s3-server.ts';
import { startCephStore } from './parts/start-ceph-store.ts';
import { startOnFreePort } from './parts/start-on-free-port.ts';
import { startProgram } from './parts/start-program.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface CephGateway extends S3Server {
  /** Ends the gateway, or also monitor and disk, as in a crash, and starts it again at the same address. */
  restart(what: 'gateway' | 'everything'): Promise<void>;
}

export interface CephOptions {
  /** What its disk can take; 6 GiB when not given. The file behind it is sparse. */
  readonly sizeGib?: number;
}

const user = { accessKeyId: 'gantry-tests', secretAccessKey: 'only-for-tests-on-loopback' };

/** A real Ceph cluster of one disk, and its RADOS gateway, which speaks S3. It takes half a minute. */
export async function startCeph(options: CephOptions = {}): Promise<CephGateway> {
  const home = await makeTemporaryDirectory('ceph');
  const store = await startCephStore(home.path, options.sizeGib ?? 6).catch(async (error: unknown) => {
    await home.remove();
    throw error;
  });
  const startGateway = (port: number) => {
    const frontend = `beast endpoint=127.0.0.1:${port}`;
    const gatewayArguments = [...store.cephArguments, '-n', 'client.rgw', '-f', '--rgw-frontends', frontend];
    return startProgram('radosgw', gatewayArguments, port, { stopSignal: 'SIGKILL', limitMs: 90_000 });
  };
  let gateway: Awaited<ReturnType<typeof startProgram>> | null = null;
  const close = async () => {
    await gateway?.stop();
    await store.kill();
    await home.remove();
  };
  try {
    const port = await startOnFreePort(async (tried) => {
      gateway = await startGateway(tried);
      return tried;
    });
    const keys = [`--access-key=${user.accessKeyId}`, `--secret=${user.secretAccessKey}`];
    const create = ['user', 'create', '--uid=gantry', '--display-name=gantry', ...keys];
    await runQuietly('radosgw-admin', [...store.cephArguments, '-n', 'client.rgw', ...create]);
    const server = describeS3Server({ port, ...user, region: 'us-east-1', bucket: 'uploads' });
    const client = s3ClientFor(server);
    await client.send(new CreateBucketCommand({ Bucket: server.bucket }));
    client.destroy();
    return {
      ...server,
      restart: async (what) => {
        await gateway?.stop();
        if (what === 'everything') {
          await store.kill();
          await store.startAgain();
        }
        gateway = await startGateway(port);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
