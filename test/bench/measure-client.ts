import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClientCommand } from './client-command.ts';
import type { Meter } from './find-meter.ts';
import type { Measurement } from './measurement.ts';
import { watchProcess } from './watch-process.ts';

export interface ClientRun extends Measurement {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** The end of what it said on stderr. */
  readonly said: string;
}

const keptCharacters = 2_000;

/** Runs a client to its end. Rejects when it cannot be started, and with the signal's reason, after killing it, once that aborts. */
export async function measureClient(command: ClientCommand, meter: Meter, scratchPath: string, signal: AbortSignal): Promise<ClientRun> {
  signal.throwIfAborted();
  const reportFile = join(scratchPath, 'usage.txt');
  const words = [command.program, ...command.arguments];
  const [program = '', ...programArguments] =
    meter.kind === 'gnu-time' ? [meter.program, '-q', '-o', reportFile, '-f', '%U %S %M', ...words] : words;
  const startedMs = performance.now();
  const child = spawn(program, programArguments, {
    // A group of its own, so that killing it reaches the client behind the meter too.
    detached: true,
    env: environmentFor(command),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-keptCharacters);
  });
  const watched = meter.kind === 'proc' && child.pid !== undefined ? watchProcess(child.pid) : null;
  const onAbort = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', onAbort);
  try {
    const { exitCode, endedMs } = await new Promise<{ exitCode: number | null; endedMs: number }>((resolve, reject) => {
      let endedAtMs = 0;
      child.once('error', reject);
      child.once('exit', () => {
        endedAtMs = performance.now();
      });
      child.once('close', (code) => resolve({ exitCode: code, endedMs: endedAtMs }));
    });
    signal.throwIfAborted();
    const usage = watched === null ? usageFrom(await readFile(reportFile, 'utf8')) : watched.stop();
    return { wallSeconds: (endedMs - startedMs) / 1000, ...usage, exitCode, said: said.trim() };
  } finally {
    watched?.stop();
    signal.removeEventListener('abort', onAbort);
    await rm(reportFile, { force: true });
  }
}

function usageFrom(report: string): Pick<Measurement, 'cpuSeconds' | 'peakBytes'> {
  const [userSeconds, systemSeconds, peakKibibytes] = report.trim().split(' ').map(Number);
  return { cpuSeconds: (userSeconds ?? Number.NaN) + (systemSeconds ?? Number.NaN), peakBytes: (peakKibibytes ?? Number.NaN) * 1024 };
}

/** As a person's shell would have it, but for what would send loopback traffic elsewhere or change how Node runs. */
function environmentFor(command: ClientCommand): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/_proxy$/i.test(name) && !/^(npm_|NODE_|GANTRY_|RCLONE_)/.test(name));
  return { ...Object.fromEntries(kept), ...command.environment };
}
