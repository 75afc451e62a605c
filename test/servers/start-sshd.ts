import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Credentials } from '../../electron/engine/ports.ts';
import { startOnFreePort } from './parts/start-on-free-port.ts';
import { startProgram } from './parts/start-program.ts';
import { makeTemporaryDirectory } from './parts/temporary-directory.ts';

const run = promisify(execFile);

export interface Sshd {
  /** Of the folder that takes files; ends with a slash. */
  readonly url: string;
  readonly directory: string;
  /** Path of a private key that signs in. */
  readonly keyPath: string;
  readonly credentials: Extract<Credentials, { kind: 'ssh' }>;
  /** The public half of the server's own key, as in a `known_hosts` file. */
  readonly hostKey: string;
  close(): Promise<void>;
}

export interface SshdOptions {
  /** Of `internal-sftp`, such as `-R` for a server that may only be read. */
  readonly sftpArguments?: readonly string[];
  /** What serves SFTP in its place. */
  readonly subsystem?: string;
  /** More lines for its configuration. */
  readonly configuration?: readonly string[];
  /** Kinds of host keys; `ed25519` alone without it. */
  readonly hostKeys?: readonly ('ed25519' | 'ecdsa' | 'rsa')[];
  /** Only this port will do. */
  readonly port?: number;
}

/** A real OpenSSH that lets whoever runs the tests in with a key, and gives nothing but SFTP. Its files are thrown away at `close`. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const { sftpArguments = [], configuration = [], hostKeys = ['ed25519'] } = options;
  const { subsystem = `internal-sftp ${sftpArguments.join(' ')}` } = options;
  const home = await makeTemporaryDirectory('sshd');
  const directory = join(home.path, 'data');
  const keyPath = join(home.path, 'id');
  await mkdir(directory);
  // Where sshd puts its unprivileged half; only root needs it.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true, mode: 0o755 });
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', keyPath]);
  for (const kind of hostKeys) await run('ssh-keygen', ['-q', '-t', kind, '-N', '', '-f', join(home.path, `host-${kind}`)]);
  const lines = (port: number): readonly string[] => [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    ...hostKeys.map((kind) => `HostKey ${join(home.path, `host-${kind}`)}`),
    'PidFile none',
    `AuthorizedKeysFile ${keyPath}.pub`,
    'StrictModes no',
    'UsePAM no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    `Subsystem sftp ${subsystem}`,
    'MaxStartups 64',
    ...configuration,
    '',
  ];
  const start = async (port: number) => {
    const path = join(home.path, 'sshd_config');
    await writeFile(path, lines(port).join('\n'));
    return { program: await startProgram('sshd', ['-D', '-e', '-f', path], port), port };
  };
  const { program, port } = options.port === undefined ? await startOnFreePort(start) : await start(options.port);
  return {
    url: `sftp://127.0.0.1:${port}${directory}/`,
    directory,
    keyPath,
    credentials: {
      kind: 'ssh',
      user: null,
      password: null,
      privateKey: await readFile(keyPath, 'utf8'),
      passphrase: null,
      agent: null,
    },
    hostKey: (await readFile(join(home.path, `host-${hostKeys[0]}.pub`), 'utf8')).split(' ').slice(0, 2).join(' '),
    close: async () => {
      await program.stop();
      await home.remove();
    },
  };
}
