import { spawn } from 'node:child_process';
import { projectFolder } from '../../electron/start/project-folder.ts';

export interface Captured {
  /** null when it was killed. */
  readonly exitCode: number | null;
  readonly output: string;
}

/** Runs a script of this checkout with this very Node, and keeps all that it prints. */
export async function runCaptured(script: string, args: readonly string[], timeLimitMs: number): Promise<Captured> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
    // In a log the signs of colours are noise, and some tools make them wherever CI is set.
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
    timeout: timeLimitMs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => {
      if (signal !== null) output += `\nEnded by ${signal} after at most ${timeLimitMs / 60_000} minutes.\n`;
      resolve({ exitCode, output });
    });
  });
}
