import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runQuietly } from '../../../electron/start/run-quietly.ts';
import { cephConfiguration } from './ceph-configuration.ts';
import { startOnFreePort } from './start-on-free-port.ts';
import type { RunningProgram } from './start-program.ts';
import { startProgram } from './start-program.ts';

export interface CephStore {
  /** What every Ceph program is told first: where the configuration is. */
  readonly cephArguments: readonly string[];
  /** Ends monitor and disk as in a crash. */
  kill(): Promise<void>;
  /** Starts both again on what they stored. */
  startAgain(): Promise<void>;
}

// Their data is thrown away, or they are to end as in a crash; an orderly end takes six seconds.
const atOnce = { stopSignal: 'SIGKILL', limitMs: 30_000 } as const;

/** A monitor and one disk of `sizeGib`, all of it below `home`. */
export async function startCephStore(home: string, sizeGib: number): Promise<CephStore> {
  const configurationFile = join(home, 'ceph.conf');
  const cephArguments = ['-c', configurationFile];
  const running: RunningProgram[] = [];
  const kill = async () => {
    await Promise.all(running.splice(0).map((program) => program.stop()));
  };
  const startMonitor = async (port: number) => {
    running.push(await startProgram('ceph-mon', [...cephArguments, '-i', 'a', '-f'], port, atOnce));
  };
  const startDisk = async () => {
    running.push(await startProgram('ceph-osd', [...cephArguments, '-i', '0', '-f'], null, atOnce));
    await untilDiskIsUp(cephArguments);
  };
  for (const folder of ['run', 'osd', 'rgw']) await mkdir(join(home, folder));
  const clusterId = randomUUID();
  const monitorPort = await startOnFreePort(async (port) => {
    await rm(join(home, 'mon'), { recursive: true, force: true });
    await mkdir(join(home, 'mon'));
    await writeFile(configurationFile, cephConfiguration({ home, monitorPort: port, clusterId, sizeGib }));
    const map = join(home, 'monmap');
    const address = `[v2:127.0.0.1:${port}]`;
    await runQuietly('monmaptool', ['--create', '--clobber', '--fsid', clusterId, '--addv', 'a', address, map]);
    await runQuietly('ceph-mon', [...cephArguments, '-i', 'a', '--mkfs', '--monmap', map]);
    await startMonitor(port);
    return port;
  });
  try {
    const diskId = randomUUID();
    await runQuietly('ceph', [...cephArguments, '--connect-timeout', '30', 'osd', 'new', diskId]);
    await runQuietly('ceph-osd', [...cephArguments, '-i', '0', '--mkfs', '--osd-uuid', diskId]);
    await startDisk();
  } catch (error) {
    await kill();
    throw error;
  }
  return {
    cephArguments,
    kill,
    startAgain: async () => {
      await startMonitor(monitorPort);
      await startDisk();
    },
  };
}

async function untilDiskIsUp(cephArguments: readonly string[]): Promise<void> {
  for (const deadline = performance.now() + 60_000; ; ) {
    const state = await runQuietly('ceph', [...cephArguments, '--connect-timeout', '10', 'osd', 'stat']);
    // After a crash the monitor remembers the disk as up until it has heard of the new one.
    if (/\b1 up\b/.test(state)) return;
    if (performance.now() > deadline) throw new Error(`the disk of Ceph did not come up: ${state}`);
    await sleep(100);
  }
}
