import { app, powerMonitor } from 'electron';

/**
 * Answers whether this computer is about to be shut down or its person is leaving: no time to install anything. Windows and macOS say so; a session of Linux that
 * ends without a shutdown sends its programs SIGTERM or SIGHUP, as everybody does who ends one from outside, and after that an update only waits for the next time.
 * Once, after the app is ready: Electron's own handlers of these signals, which only quit, are replaced.
 */
export function watchSystemEnd(): () => boolean {
  let isEnding = false;
  const note = (): void => {
    isEnding = true;
  };
  powerMonitor.on('shutdown', note);
  app.on('browser-window-created', (_event, window) => window.on('session-end', note));
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
    // As Electron has it: a second one ends the process at once.
    process.once(signal, () => {
      note();
      app.quit();
    });
  }
  return () => isEnding;
}
