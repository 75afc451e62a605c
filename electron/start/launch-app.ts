import type { ElectronApplication, Page } from 'playwright-core';
import { _electron } from 'playwright-core';
import { buildWhenStale } from './build-when-stale.ts';
import { projectFolder } from './project-folder.ts';
import { resolveElectron } from './resolve-electron.ts';
import type { ResolvedElectron } from './resolved-electron.ts';
import { decideSandbox } from './sandbox-arguments.ts';
import { sharedMemoryArguments } from './shared-memory-arguments.ts';
import { steerWithPlaywright } from './steer-with-playwright.ts';
import { ensureSystemLibraries } from './system-libraries.ts';
import { hasNoDisplay, startVirtualDisplay } from './virtual-display.ts';

/** Ten times what a slow machine needs. */
const startMs = 60_000;

export interface LaunchOptions {
  /** Where this Gantry keeps its queue. */
  readonly dataFolder: string;
  /** Where "This computer" puts what it receives. */
  readonly receiveFolder: string;
  /** More environment for the app. */
  readonly environment?: Readonly<Record<string, string>>;
  /** More arguments for Electron. */
  readonly args?: readonly string[];
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly electron: ResolvedElectron;
  /** The app's own process id, for what a test does to it from outside. */
  readonly processId: number;
  /** Ends the app and its display; may be called after the app has ended by itself. */
  close(): Promise<void>;
}

/** Builds what is stale, and starts the real app steered by Playwright, on a virtual display where there is none. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const electron = await resolveElectron();
  const needsVirtualDisplay = process.platform === 'linux' && hasNoDisplay();
  await ensureSystemLibraries(electron.executablePath, needsVirtualDisplay);
  await buildWhenStale();
  const virtualDisplay = needsVirtualDisplay ? await startVirtualDisplay() : null;
  try {
    steerWithPlaywright(electron);
    const sandbox = decideSandbox();
    const app = await _electron.launch({
      // Playwright turns the sandbox off where it is not asked to leave it on.
      chromiumSandbox: sandbox.notice === null,
      timeout: startMs,
      args: [
        ...sandbox.args,
        ...sharedMemoryArguments(),
        ...quietArguments(virtualDisplay !== null),
        ...(options.args ?? []),
        projectFolder,
      ],
      cwd: projectFolder,
      env: {
        ...inheritedEnvironment(virtualDisplay !== null),
        GANTRY_DATA_DIR: options.dataFolder,
        GANTRY_RECEIVE_DIR: options.receiveFolder,
        ...(virtualDisplay === null ? {} : { DISPLAY: virtualDisplay.display }),
        ...options.environment,
      },
    });
    const page = await app.firstWindow();
    await page.waitForLoadState('domcontentloaded');
    const close = async (): Promise<void> => {
      // It may be gone already: closed by a person, or killed by a test.
      await app.close().catch(() => undefined);
      virtualDisplay?.stop();
    };
    return { app, page, electron, processId: app.process().pid ?? 0, close };
  } catch (error) {
    virtualDisplay?.stop();
    throw error;
  }
}

/** Without a graphics card and a desktop bus Chromium complains at length about both. */
function quietArguments(isVirtual: boolean): readonly string[] {
  return isVirtual
    ? ['--log-level=3', '--use-angle=swiftshader', '--ozone-platform=x11', '--force-device-scale-factor=1']
    : ['--log-level=3'];
}

/**
 * Without what would make Electron a plain Node, as inside some editors, or show a window meant for a virtual display on a real one. A box without a display often
 * has no locale either, with which a dropped path would lose every letter that is not ASCII.
 */
function inheritedEnvironment(isVirtual: boolean): Record<string, string> {
  const left = new Set(['ELECTRON_RUN_AS_NODE', ...(isVirtual ? ['WAYLAND_DISPLAY'] : [])]);
  const kept: Record<string, string> = isVirtual ? { LANG: 'C.UTF-8' } : {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && !left.has(name)) kept[name] = value;
  }
  return kept;
}
