import type { Clock, Log } from '../engine/ports.ts';

/** A second crash within this time means that loading it again does not help. */
const quietMs = 60_000;

/** The part of a page's `webContents` that is used here. */
export interface CrashingPage {
  on(
    event: 'render-process-gone',
    listener: (event: unknown, details: { readonly reason: string; readonly exitCode: number }) => void,
  ): unknown;
  reload(): void;
}

export interface ReloadOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** The page crashed again right after it was loaded anew. */
  onGivenUp(): void;
}

/** Loads the page again when its process died. The engine lives in the main process, so no upload notices. */
export function reloadAfterCrash(page: CrashingPage, options: ReloadOptions): void {
  let lastCrashAt = Number.NEGATIVE_INFINITY;
  page.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    options.log.write('error', 'page-crashed', { reason, exitCode });
    const now = options.clock.monotonicNow();
    const isAgain = now - lastCrashAt < quietMs;
    lastCrashAt = now;
    if (isAgain) options.onGivenUp();
    else page.reload();
  });
}
