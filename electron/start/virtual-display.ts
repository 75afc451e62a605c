import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface VirtualDisplay {
  /** For the environment of what is shown on it, such as `:99`. */
  readonly display: string;
  stop(): void;
}

const startMs = 15_000;

/** True on a Linux machine without a screen: neither X11 nor Wayland is announced. */
export function hasNoDisplay(environment: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): boolean {
  return platform === 'linux' && !environment['DISPLAY'] && !environment['WAYLAND_DISPLAY'];
}

/** Starts an X server without a screen on a free number. Ends with this process at the latest. */
export async function startVirtualDisplay(widthPixels = 1440, heightPixels = 900): Promise<VirtualDisplay> {
  const args = ['-displayfd', '3', '-screen', '0', `${widthPixels}x${heightPixels}x24`, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const stop = (): void => {
    server.kill();
  };
  process.once('exit', stop);
  // It says its number once it takes connections.
  const displayNumber = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The virtual display did not start in time.')), startMs);
    const settle = (action: () => void): void => {
      clearTimeout(timer);
      action();
    };
    server.once('error', (error) => settle(() => reject(error)));
    server.once('exit', (code) => settle(() => reject(new Error(`The virtual display ended at once (exit code ${code}).`))));
    const numbers = server.stdio[3] as Readable;
    numbers.setEncoding('utf8').once('data', (text: string) => settle(() => resolve(text.trim())));
  });
  server.unref();
  return {
    display: `:${displayNumber}`,
    stop: () => {
      process.removeListener('exit', stop);
      stop();
    },
  };
}
