import { spawn } from 'node:child_process';

interface RunOptions {
  readonly cwd?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs a program to its end and gives its stdout; throws with what it printed when it fails or is not there. */
export async function runQuietly(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.environment ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let everything = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    everything += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    everything += text;
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (exitCode !== 0) throw new Error(`"${program} ${args.join(' ')}" failed:\n${everything.trim()}`);
  return stdout;
}
