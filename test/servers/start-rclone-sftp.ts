import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials } from '../../electron/engine/ports.ts';
import { startOnFreePort } from './parts/start-on-free-port.ts';
import { startProgram } from './parts/start-program.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

export interface RcloneSftp {
  /** Ends with a slash. */
  readonly url: string;
  readonly directory: string;
  readonly credentials: Extract<Credentials, { kind: 'ssh' }>;
  close(): Promise<void>;
}

export const rcloneUser = 'somebody';
export const rclonePassword = 'a password of its own';

/** A real rclone that serves a folder by SFTP and signs in with a password: another server than OpenSSH, with fewer abilities. */
export async function startRcloneSftp(): Promise<RcloneSftp> {
  const home = await makeTemporaryDirectory('rclone-sftp');
  const directory = join(home.path, 'data');
  await mkdir(directory);
  const { program, port } = await startOnFreePort(async (tried) => {
    const programArguments = ['serve', 'sftp', directory, '--addr', `127.0.0.1:${tried}`, '--user', rcloneUser, '--pass', rclonePassword];
    // Without the cache, writing on in the middle of a file stores something else and says nothing.
    const cache = ['--vfs-cache-mode', 'writes', '--vfs-write-back', '0', '--dir-cache-time', '0', '--cache-dir', join(home.path, 'cache')];
    return { program: await startProgram('rclone', [...programArguments, ...cache, '--config', ''], tried), port: tried };
  });
  return {
    url: `sftp://127.0.0.1:${port}/`,
    directory,
    credentials: { kind: 'ssh', user: rcloneUser, password: rclonePassword, privateKey: null, passphrase: null, agent: null },
    close: async () => {
      await program.stop();
      await home.remove();
    },
  };
}
