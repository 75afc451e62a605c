import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runQuietly } from '../../../electron/start/run-quietly.ts';

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A person without rights, with a home of their own. */
export interface OrdinaryUser {
  readonly name: string;
  readonly home: string;
  /** Starts a program as them, with nothing of our environment but what is given. */
  start(program: string, args: readonly string[], environment?: Readonly<Record<string, string>>): ChildProcess;
  /** Runs one to its end; it is killed after a minute. */
  run(program: string, args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<Finished>;
  /** Gives them what root has put into their home. */
  own(path: string): Promise<void>;
  /** Ends what they still run, and takes them and their home away. */
  remove(): Promise<void>;
}

const longestRunMs = 60_000;

/** Makes one; needs root. */
export async function createOrdinaryUser(): Promise<OrdinaryUser> {
  const name = `gantry-test-${process.pid}`;
  const home = await mkdtemp(join(tmpdir(), 'gantry-home-'));
  await runQuietly('useradd', ['--home-dir', home, '--shell', '/bin/sh', name]);
  const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
  await chown(home, uid, gid);

  const start: OrdinaryUser['start'] = (program, args, environment = {}) =>
    spawn(program, args, {
      uid,
      gid,
      cwd: home,
      env: { HOME: home, USER: name, PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', GANTRY_NO_DIALOGS: '1', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  return {
    name,
    home,
    start,
    async run(program, args, environment) {
      const child = start(program, args, environment);
      const timer = setTimeout(() => child.kill('SIGKILL'), longestRunMs);
      let stdout = '';
      let stderr = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      const exitCode = await new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', resolve);
      });
      clearTimeout(timer);
      return { exitCode, stdout, stderr };
    },
    own: async (path) => {
      await runQuietly('chown', ['--recursive', '--no-dereference', `${name}:`, path]);
    },
    async remove() {
      // Fails when there is nobody to end.
      await runQuietly('pkill', ['-KILL', '-U', String(uid)]).catch(() => undefined);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
      await runQuietly('userdel', [name]);
    },
  };
}

async function idOf(option: '-u' | '-g', name: string): Promise<number> {
  return Number(await runQuietly('id', [option, name]));
}
