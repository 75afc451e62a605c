import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { ResolvedElectron } from './resolved-electron.ts';

const variable = 'ELECTRON_OVERRIDE_DIST_PATH';

/**
 * Makes Playwright start this Electron as the one of the electron package. Given a path instead, Playwright would not hold the app
 * back until it is connected, and now and then wait for ever for a window that was opened in between.
 */
export function steerWithPlaywright({ executablePath, kind }: ResolvedElectron): void {
  const load = createRequire(import.meta.url);
  const before = process.env[variable];
  if (kind === 'fallback') process.env[variable] = dirname(executablePath);
  try {
    // The package looks at the variable once, when it is loaded for the first time in a process.
    const path: unknown = load('electron/index.js');
    if (path !== executablePath) throw new Error(`The electron package names ${String(path)} and not ${executablePath}.`);
  } finally {
    if (before === undefined) delete process.env[variable];
    else process.env[variable] = before;
  }
}
