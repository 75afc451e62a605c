import { spawn } from 'node:child_process';
import { projectFolder } from '../../electron/start/project-folder.ts';
import { resolveElectron } from '../../electron/start/resolve-electron.ts';
import { decideSandbox } from '../../electron/start/sandbox-arguments.ts';
import { hasNoDisplay, startVirtualDisplay } from '../../electron/start/virtual-display.ts';

export interface ElectronRun {
  readonly exitCode: number | null;
  readonly stderr: string;
}

export interface ElectronRunOptions {
  /** Comes after everything else, as the system's own entries write what is given to Gantry. */
  readonly words?: readonly string[];
  readonly workingDirectory?: string;
  readonly longestMs?: number;
}

/** Starts the built app as a person would, without anything steering it, and waits until it ends by itself; after `longestMs` it is killed. */
export async function runElectron(
  environment: Readonly<Record<string, string>>,
  { words = [], workingDirectory = process.cwd(), longestMs = 20_000 }: ElectronRunOptions = {},
): Promise<ElectronRun> {
  const { executablePath } = await resolveElectron();
  const display = hasNoDisplay() && environment['DISPLAY'] === undefined ? await startVirtualDisplay() : null;
  try {
    const args = [...decideSandbox().args, '--log-level=3', '--lang=en', projectFolder, ...words];
    const env = { ...process.env, ...(display === null ? {} : { DISPLAY: display.display }), ...environment };
    const ending = { timeout: longestMs, killSignal: 'SIGKILL' as const };
    const child = spawn(executablePath, args, { env, cwd: workingDirectory, stdio: ['ignore', 'ignore', 'pipe'], ...ending });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const exitCode = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { exitCode, stderr };
  } finally {
    display?.stop();
  }
}
