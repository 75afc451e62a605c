import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright-core';
import { dropPaths } from '../../electron/start/drop-paths.ts';
import { launchApp as launchElectron } from '../../electron/start/launch-app.ts';
import { agreeToAddresses } from './agree-to-addresses.ts';

export interface LaunchAppOptions {
  /** Goes on with the queue of an earlier start; a new one in a new folder when left out. */
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Somebody says yes to every address that is entered, unless a test says otherwise. */
  readonly agreesToAddresses?: boolean;
  /** What Gantry takes for the system's language: English when left out, wherever the tests run; null: what the system itself says. */
  readonly language?: string | null;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Holds `data` and `received`, and whatever else a test puts into it. */
  readonly folder: string;
  readonly dataDirectory: string;
  readonly receiveDirectory: string;
  /** Errors and warnings of the page's console, with every violation of its security policy. */
  readonly consoleProblems: readonly string[];
  /** Drops real files and folders in the middle of the window. */
  drop(paths: readonly string[]): Promise<void>;
  readLog(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Quits as a person does and resolves with the exit code; the folder stays. */
  quit(): Promise<number | null>;
  /** `kill -9` of the main process, which takes all others with it; the folder stays. */
  kill(): Promise<void>;
  /** Quits and removes the folder; for the end of a test, also after `quit` and `kill`. */
  dispose(): Promise<void>;
}

/** Starts the real app with a queue of its own. */
export async function launchApp(options: LaunchAppOptions = {}): Promise<RunningApp> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'gantry e2e ')));
  const dataDirectory = join(folder, 'data');
  const receiveDirectory = join(folder, 'received');
  await mkdir(dataDirectory, { recursive: true });
  const { language = 'en' } = options;
  const { app, page, processId, close } = await launchElectron({
    dataFolder: dataDirectory,
    receiveFolder: receiveDirectory,
    // By the switch, which is heeded on every system.
    args: language === null ? [] : [`--lang=${language}`],
    // Nothing is shown to whoever works at this computer meanwhile, such as a notification: a test that needs a desktop's bus brings its own.
    environment: { GANTRY_NO_DIALOGS: '1', DBUS_SESSION_BUS_ADDRESS: 'disabled:', ...options.environment },
  });
  if (options.agreesToAddresses ?? true) await agreeToAddresses(app, options.environment?.['GANTRY_NO_DIALOGS'] === '');
  const consoleProblems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') consoleProblems.push(message.text());
  });
  page.on('pageerror', (error) => consoleProblems.push(String(error)));
  // Whatever was said before we listened: the page is loaded again now that we do.
  await page.reload();
  // By no word: a test of another language begins here as well.
  await page.locator('[role=grid], .empty-buttons').first().waitFor();

  const electronProcess = app.process();
  const exited = new Promise<number | null>((resolve) => {
    if (electronProcess.exitCode !== null || electronProcess.signalCode !== null) resolve(electronProcess.exitCode);
    else electronProcess.once('exit', (exitCode) => resolve(exitCode));
  });
  const quit = async (): Promise<number | null> => {
    await close();
    return exited;
  };
  return {
    app,
    page,
    folder,
    dataDirectory,
    receiveDirectory,
    consoleProblems,
    drop: (paths) => dropPaths(app, page, 'body', paths),
    async readLog() {
      // Entries are written in small groups, a quarter of a second apart at most.
      await sleep(300);
      const text = await readFile(join(dataDirectory, 'logs', 'gantry.log'), 'utf8');
      return text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    quit,
    async kill() {
      process.kill(processId, 'SIGKILL');
      await exited;
      await close();
    },
    async dispose() {
      await quit();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
