import { buildWhenStale } from '../../electron/start/build-when-stale.ts';
import { resolveElectron } from '../../electron/start/resolve-electron.ts';
import { ensureSystemLibraries } from '../../electron/start/system-libraries.ts';
import { hasNoDisplay } from '../../electron/start/virtual-display.ts';
import type { Preparation } from './vitest-stage.ts';

/** An Electron, its libraries, a display to show it on, and the app; once for all end-to-end tests. */
export const prepareElectron: Preparation = async () => {
  const electron = await resolveElectron();
  try {
    await ensureSystemLibraries(electron.executablePath, hasNoDisplay());
  } catch (error) {
    return { leftOutBecause: `End-to-end tests were skipped. ${error instanceof Error ? error.message : String(error)}` };
  }
  await buildWhenStale();
  return { leftOutBecause: null, note: electron.reason };
};
