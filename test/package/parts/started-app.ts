import { once } from 'node:events';
import type { Page } from 'playwright-core';
import { sharedMemoryArguments } from '../../../electron/start/shared-memory-arguments.ts';
import type { OrdinaryUser } from './ordinary-user.ts';
import { windowAt } from './window-at.ts';

export interface StartedApp {
  readonly page: Page;
  readonly processId: number;
  /** From the start of the process until the window could be used. */
  readonly startMs: number;
  /** What the app has said on its stderr. */
  said(): string;
  /** Drops files and folders on the window, as a person does. */
  drop(paths: readonly string[]): Promise<void>;
  /** Ends it politely, and resolves with the exit code. */
  quit(signal?: 'SIGTERM' | 'SIGINT'): Promise<number | null>;
  /** For the end of a check that failed. */
  kill(): void;
}

export interface StartAppOptions {
  readonly user: OrdinaryUser;
  readonly program: string;
  /** Such as `:99`. */
  readonly display: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** For who must find the window of a process that is started by this one; any free one when left out. */
  readonly debuggingPort?: number;
}

const longestStartMs = 60_000;

/** Starts a packaged app as that user, with its sandbox, steered from outside: a hardened app cannot be steered from within. */
export async function startApp({ user, program, display, environment, debuggingPort = 0 }: StartAppOptions): Promise<StartedApp> {
  const startedAt = performance.now();
  const args = [`--remote-debugging-port=${debuggingPort}`, '--use-angle=swiftshader', ...sharedMemoryArguments()];
  const child = user.start(program, args, { DISPLAY: display, ...environment });
  let text = '';
  const address = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The app does not start: ${text}`)), longestStartMs);
    child.once('error', reject);
    child.once('exit', (exitCode) => reject(new Error(`The app ended with ${exitCode}: ${text}`)));
    child.stderr?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
    child.stdout?.resume();
  });
  const exited = once(child, 'exit').then(([exitCode]: unknown[]) => (typeof exitCode === 'number' ? exitCode : null));
  try {
    const { browser, context, page } = await windowAt(address, longestStartMs);
    const startMs = performance.now() - startedAt;
    return {
      page,
      processId: child.pid ?? 0,
      startMs,
      said: () => text,
      async drop(paths) {
        const session = await context.newCDPSession(page);
        const data = { items: [], files: [...paths], dragOperationsMask: 1 };
        for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
          await session.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
        }
        await session.detach();
      },
      async quit(signal = 'SIGTERM') {
        child.kill(signal);
        const exitCode = await exited;
        await browser.close().catch(() => undefined);
        return exitCode;
      },
      kill: () => void child.kill('SIGKILL'),
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
