import { app, powerMonitor } from 'electron';

/** Answers whether this computer is about to be shut down or its person is leaving, where the system says so: no time to install anything. */
export function watchSystemEnd(): () => boolean {
  let isEnding = false;
  const note = (): void => {
    isEnding = true;
  };
  powerMonitor.on('shutdown', note);
  app.on('browser-window-created', (_event, window) => window.on('session-end', note));
  return () => isEnding;
}
