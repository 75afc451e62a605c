import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { runQuietly } from '../../electron/start/run-quietly.ts';
import { describeS3Server } from './parts/describe-s3-server.ts';
import { freePort } from './parts/free-port.ts';
import { s3ClientFor } from './parts/s3-client-for.ts';
import type { S3Server } from './parts/s3-server.ts';
import type { RunningProgram } from './parts/start-program.ts';
import { startProgram } from './parts/start-program.ts';
import type { SwiftPorts } from './parts/swift-configuration.ts';
import { swiftConfiguration, swiftRings, swiftStores } from './parts/swift-configuration.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';
import { waitUntil } from './parts/wait-until.ts';

const user = { accessKeyId: 'gantry:tests', secretAccessKey: 'only-for-tests-on-loopback' };

/** A real OpenStack Swift of one disk with its S3 interface. It takes about six seconds. */
export async function startSwift(): Promise<S3Server> {
  const home = await makeTemporaryDirectory('swift');
  const programs: RunningProgram[] = [];
  const close = async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await home.remove();
  };
  try {
    const ports = await writeCluster(home.path);
    const start = async (name: string, programArguments: readonly string[], port: number) => {
      programs.push(await startProgram(name, programArguments, port, { stopSignal: 'SIGKILL', limitMs: 60_000 }));
    };
    const startSwiftProgram = (name: 'proxy' | (typeof swiftStores)[number]) => {
      const commands = `mount --bind ${join(home.path, 'etc')} /etc/swift && exec swift-${name}-server /etc/swift/${name}-server.conf`;
      return start('unshare', ['-m', '--propagation', 'private', 'sh', '-c', commands], ports[name]);
    };
    // All of them to their end: one that is still starting could not be stopped.
    const starts = await Promise.allSettled([
      start('memcached', ['-u', 'root', '-l', '127.0.0.1', '-p', String(ports.memory), '-U', '0', '-m', '64'], ports.memory),
      ...swiftStores.map(startSwiftProgram),
      startSwiftProgram('proxy'),
    ]);
    for (const result of starts) if (result.status === 'rejected') throw result.reason;
    const server = describeS3Server({ port: ports.proxy, ...user, region: 'us-east-1', bucket: 'uploads' });
    const client = s3ClientFor(server);
    await waitUntil('Swift has made a bucket', () => client.send(new CreateBucketCommand({ Bucket: server.bucket })).then(Boolean), 30_000);
    client.destroy();
    return { ...server, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function writeCluster(home: string): Promise<SwiftPorts> {
  const [proxy, account, container, object, memory] = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()]);
  const ports = { proxy, account, container, object, memory };
  for (const folder of ['etc', 'devices/disk', 'cache']) await mkdir(join(home, folder), { recursive: true });
  const files = swiftConfiguration(home, ports, { name: user.accessKeyId, key: user.secretAccessKey });
  for (const [name, text] of Object.entries(files)) await writeFile(join(home, 'etc', name), text);
  // Debian's own Python: that is the one which Swift is installed for.
  await runQuietly('/usr/bin/python3', ['-c', swiftRings, join(home, 'etc'), ...swiftStores.map((name) => String(ports[name]))]);
  return ports;
}
