import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app } from 'electron';
import { say } from '../../shared/language/say.ts';
import type { Clock, Log } from '../engine/ports.ts';
import { openMainWindow } from './main-window.ts';
import { reloadAfterCrash } from './reload-after-crash.ts';
import type { Message } from './tell-person.ts';

export interface KeepWindowOptions {
  readonly dataDirectory: string;
  readonly clock: Clock;
  readonly log: Log;
  /** A new one was opened. */
  onOpened(window: BrowserWindow): void;
  /** Its page is about to be loaded anew or is gone. */
  onPageGone(): void;
  /** It cannot be kept open: say so and end. */
  onFatal(message: Message): void;
}

export interface KeptWindow {
  /** null: none is open. */
  current(): BrowserWindow | null;
  /** Opens it, or brings it to the front; nothing after `close`. */
  show(): void;
  close(): void;
}

/** The one window: opened when it is asked for, however often it was closed, and loaded anew when its page crashed. */
export function keepWindow({ dataDirectory, clock, log, onOpened, onPageGone, onFatal }: KeepWindowOptions): KeptWindow {
  let window: BrowserWindow | null = null;
  let isClosed = false;
  const current = (): BrowserWindow | null => (window === null || window.isDestroyed() ? null : window);

  function open(): void {
    const opened = openMainWindow({
      preloadPath: join(app.getAppPath(), 'out/preload/preload.cjs'),
      boundsPath: join(dataDirectory, 'window', 'bounds.json'),
      clock,
      log,
      onPageGone,
    });
    window = opened;
    reloadAfterCrash(opened.webContents, {
      clock,
      log,
      onGivenUp: () =>
        onFatal({
          title: say('The window stopped working twice'),
          remedy: say('The queue is kept: start Gantry again to go on.'),
        }),
    });
    onOpened(opened);
  }

  return {
    current,
    show() {
      // While an update is installed there is nothing to show any more.
      if (isClosed) return;
      const shown = current();
      if (shown === null) return open();
      if (shown.isMinimized()) shown.restore();
      shown.show();
      shown.focus();
    },
    close() {
      isClosed = true;
      current()?.close();
    },
  };
}
