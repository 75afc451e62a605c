import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildWhenStale } from '../../electron/start/build-when-stale.ts';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { ProgressEnvelope } from '../../shared/progress.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { waitUntil } from '../servers/parts/wait-until.ts';

export interface EndedGantry {
  /** null: ended by a signal that it did not take. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The lines of stdout as NDJSON; throws when one is not. */
  events(): readonly ProgressEnvelope[];
}

export interface RunningGantry {
  readonly child: ChildProcess;
  readonly ended: Promise<EndedGantry>;
  stdout(): string;
  stderr(): string;
  kill(signal: NodeJS.Signals): void;
  /** Waits until stdout and stderr together match. */
  saw(pattern: RegExp, limitMs?: number): Promise<void>;
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly currentDirectory?: string;
  /** A program and its arguments that start it instead, such as `prlimit --nofile=40`. */
  readonly through?: readonly string[];
}

/** The built terminal host with a data directory of its own. */
export interface GantryHome {
  readonly directory: string;
  readonly dataDirectory: string;
  start(words: readonly string[], options?: StartOptions): RunningGantry;
  /** Starts it and waits for its end. */
  run(words: readonly string[], options?: StartOptions): Promise<EndedGantry>;
  /** `gantry serve` into a directory, as long as this home is there. */
  serve(directory: string, port?: number): Promise<RunningGantry & { readonly url: string; readonly port: number }>;
  /** Ends what is still running and removes everything. */
  remove(): Promise<void>;
}

const builtCli = join(projectFolder, 'out', 'main', 'cli.js');

export async function makeGantryHome(): Promise<GantryHome> {
  await buildWhenStale();
  const temporary = await makeTemporaryDirectory('cli');
  const dataDirectory = join(temporary.path, 'data');
  const running = new Set<RunningGantry>();

  function start(words: readonly string[], options: StartOptions = {}): RunningGantry {
    const { GANTRY_PASSWORD: _password, GANTRY_TOKEN: _token, ...environment } = process.env;
    const [program = process.execPath, ...programWords] = [...(options.through ?? []), process.execPath, builtCli, ...words];
    const child = spawn(program, programWords, {
      cwd: options.currentDirectory ?? temporary.path,
      env: { ...environment, GANTRY_DATA_DIR: dataDirectory, ...options.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    const ended = once(child, 'close').then(([exitCode]): EndedGantry => {
      running.delete(started);
      return {
        exitCode,
        ...output,
        events: () =>
          output.stdout
            .split('\n')
            .slice(0, -1)
            .map((line) => JSON.parse(line) as ProgressEnvelope),
      };
    });
    const started: RunningGantry = {
      child,
      ended,
      stdout: () => output.stdout,
      stderr: () => output.stderr,
      kill: (signal) => child.kill(signal),
      saw: (pattern, limitMs = 15_000) => waitUntil(`it says ${pattern}`, () => pattern.test(output.stdout + output.stderr), limitMs),
    };
    running.add(started);
    return started;
  }

  return {
    directory: temporary.path,
    dataDirectory,
    start,
    run: (words, options) => start(words, options).ended,
    async serve(directory, port = 0) {
      const server = start(['serve', directory, '--port', String(port)], {
        environment: { GANTRY_DATA_DIR: join(temporary.path, 'server-data') },
      });
      await server.saw(/^\S+\n/);
      const url = server.stdout().split('\n')[0] ?? '';
      return { ...server, url, port: Number(new URL(url.replace('tus+', '')).port) };
    },
    async remove() {
      for (const started of [...running]) {
        started.kill('SIGKILL');
        await started.ended;
      }
      await temporary.remove();
    },
  };
}
