import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Clock, Log } from '../engine/ports.ts';
import { appPage } from './app-origin.ts';
import { readBounds, writeBounds } from './bounds-file.ts';
import { defaultSize, fitToDisplays, minimumSize } from './window-bounds.ts';

const saveDelayMs = 500;
/** A page that cannot be painted is shown all the same: an empty window says more than none. */
const showAnywayMs = 5_000;
/** Chromium's ERR_ABORTED: a reload took the place of a load that was under way. */
const loadAborted = -3;
/** As the page paints it, so that nothing flashes before it does. */
const backgrounds = { light: '#ffffff', dark: '#15191e' } as const;

export interface MainWindowOptions {
  readonly preloadPath: string;
  readonly boundsPath: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The page is about to be loaded anew or is gone. */
  onPageGone(): void;
}

/** Opens the window: sandboxed, where it was the last time, in the colour of the system's theme. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { clock, log } = options;
  const bounds = fitToDisplays(
    readBounds(options.boundsPath),
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    ...(bounds === null ? defaultSize : { x: bounds.x, y: bounds.y, width: bounds.width, height: bounds.height }),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Gantry',
    show: false,
    backgroundColor: background(),
    autoHideMenuBar: true,
    ...(process.platform === 'darwin' ? { titleBarStyle: 'hiddenInset' as const } : {}),
    webPreferences: {
      preload: options.preloadPath,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Its dictionaries would be fetched from a server of Google's.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });

  const show = (): void => {
    cancelShow();
    if (window.isDestroyed() || window.isVisible()) return;
    if (bounds?.isMaximized === true) window.maximize();
    window.show();
  };
  const cancelShow = clock.setTimer(show, showAnywayMs);
  window.once('ready-to-show', show);

  let cancelSave: (() => void) | null = null;
  const save = (): void => {
    cancelSave?.();
    cancelSave = null;
    writeBounds(options.boundsPath, { ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  const saveSoon = (): void => {
    cancelSave?.();
    cancelSave = clock.setTimer(save, saveDelayMs);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  window.on('close', save);

  const repaint = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', repaint);
  window.once('closed', () => {
    cancelShow();
    cancelSave?.();
    nativeTheme.off('updated', repaint);
    options.onPageGone();
  });
  // A page of another title would take "Gantry" from the window.
  window.on('page-title-updated', (event, title) => {
    if (!title.includes('Gantry')) event.preventDefault();
  });

  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) options.onPageGone();
  });
  window.webContents.on('did-fail-load', (_event, code, words, address) => {
    if (code !== loadAborted) log.write('error', 'page-not-loaded', { code, words, address });
  });
  window.webContents.on('preload-error', (_event, path, error) => log.write('error', 'preload-broke', { path, error }));
  window.on('unresponsive', () => log.write('warn', 'window-unresponsive'));
  // A failure is told by `did-fail-load` too.
  window.loadURL(appPage).catch(() => undefined);
  return window;
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? backgrounds.dark : backgrounds.light;
}
