import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { programPath } from './program-path.ts';

export interface RunningProgram {
  readonly pid: number;
  /** Sends SIGTERM (or what was asked for) and waits; SIGKILL after three seconds. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Ten seconds when not given. */
  readonly limitMs?: number;
  /** SIGKILL for a server whose data is thrown away, or that is to end as in a crash. */
  readonly stopSignal?: 'SIGTERM' | 'SIGKILL';
}

function answersOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/**
 * Starts a server program and waits until it listens on `port`; rejects with its own output when it does not in time.
 * Where `port` is null, its caller has to find out by itself whether it is ready.
 */
export async function startProgram(
  name: string,
  programArguments: readonly string[],
  port: number | null,
  options: StartOptions = {},
): Promise<RunningProgram> {
  const { limitMs = 10_000, stopSignal = 'SIGTERM' } = options;
  const path = programPath(name);
  if (path === null) throw new Error(`${name} is not installed`);
  const child = spawn(path, programArguments, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text: Buffer) => {
    output += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    output += text.toString();
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  // A test run that ends early must not leave servers behind.
  const stopWithUs = () => child.kill(stopSignal);
  process.once('exit', stopWithUs);
  const stop = async () => {
    process.off('exit', stopWithUs);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const kill = setTimeout(() => child.kill('SIGKILL'), 3_000);
    child.kill(stopSignal);
    await exited;
    clearTimeout(kill);
  };
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.pid === undefined) break;
    if (port === null || (await answersOn(port))) return { pid: child.pid, stop };
    await sleep(20);
  }
  await stop();
  throw new Error(`${name} did not start: ${output}`);
}
