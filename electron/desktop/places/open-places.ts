import { homedir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { app, nativeImage, powerMonitor, powerSaveBlocker } from 'electron';
import type { BatchId } from '../../../shared/ids.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Clock, Log } from '../../engine/ports.ts';
import type { SettingsStore } from '../../host/settings/settings-store.ts';
import { watchTotals } from '../watch-totals.ts';
import { badgePicture } from './badge-picture.ts';
import { createTray } from './create-tray.ts';
import { createElectronNotifier } from './electron-notifier.ts';
import { createFailedBadge } from './failed-badge.ts';
import { joinDesktopBus } from './join-desktop-bus.ts';
import { keepLoginItem } from './keep-login-item.ts';
import type { Notifier } from './note.ts';
import { createNotificationDesk } from './notification-desk.ts';
import { createSleepGuard } from './sleep-guard.ts';
import { createTaskbarPublisher } from './taskbar-publisher.ts';
import { toldOnce } from './told-once.ts';
import { trayView } from './tray-view.ts';
import { watchBatchEnds } from './watch-batch-ends.ts';
import { watchPower } from './watch-power.ts';
import { createWindowStay } from './window-stay.ts';

const badgeSide = 16;

export interface PlacesOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: SettingsStore;
  readonly dataDirectory: string;
  currentWindow(): BrowserWindow | null;
  showWindow(): void;
  /** Leads the window to the files of a batch. */
  showBatch(batchId: BatchId): void;
  pauseAll(): void;
  resumeAll(): void;
  /** null: of all batches. */
  retryFailed(batchId: BatchId | null): void;
}

/** Where the system shows Gantry outside of its window. */
export interface Places {
  /** A new window knows nothing yet. */
  windowOpened(): void;
  /** Another language is spoken now. */
  relabel(): void;
  /** The last window was closed: whether Gantry goes on without one. */
  goesOn(): boolean;
  /** The system opened Gantry at login: without a window, if that was chosen and can be. */
  startAtLogin(): void;
  /** Resolves when what was to be told is told. */
  close(): Promise<void>;
}

/** Joins the queue with the taskbar or dock, the tray, notifications, the machine's sleep and the login. Once, after the app is ready. */
export function openPlaces(options: PlacesOptions): Places {
  const { engine, clock, log, settings, dataDirectory, currentWindow, showWindow, showBatch, retryFailed } = options;
  const { platform } = process;
  const show = (batchId: BatchId | null): void => {
    if (batchId !== null) showBatch(batchId);
    showWindow();
  };

  const tray = createTray(platform, clock, showWindow);
  const { pauseAll, resumeAll } = options;
  const trayActions = { pauseAll, resumeAll, show, retryFailed: () => retryFailed(null), quit: () => app.quit() };
  // Until the bus says so there may be no tray on Linux; the other systems always have one.
  let isTrayThere = platform !== 'linux';
  const electronNotifier = createElectronNotifier(platform);
  let notifier: Notifier = electronNotifier;
  const desk = createNotificationDesk({
    settings,
    notifier: { show: (note, onAction) => notifier.show(note, onAction) },
    isWatched: () => currentWindow()?.isFocused() === true,
    act(action, batchId) {
      if (action === 'show') show(batchId);
      else if (action === 'quit') app.quit();
      else retryFailed(batchId);
    },
  });
  const stay = createWindowStay({
    ...{ platform, settings, clock, showWindow, isTrayThere: () => isTrayThere, hasWindow: () => currentWindow() !== null },
    tell: (note) => desk.tell(note),
    told: toldOnce(join(dataDirectory, 'window', 'told-of-tray')),
  });
  const leaveBus = joinDesktopBus({
    ...{ platform, environment: process.env, clock, log },
    onNotifier(busNotifier) {
      notifier = busNotifier ?? electronNotifier;
    },
    onTray(isThere) {
      if (isThere && !isTrayThere) tray.makeAnew();
      isTrayThere = isThere;
      stay.trayChanged();
    },
  });

  const sleepGuard = createSleepGuard(powerSaveBlocker);
  const showProgress = createTaskbarPublisher(currentWindow);
  const showFailed = createFailedBadge<BrowserWindow>({
    ...{ platform, currentWindow },
    setBadgeCount: (count) => app.setBadgeCount(count),
    setOverlay: (window, count, description) => window.setOverlayIcon(count === 0 ? null : overlayOf(count), description),
  });
  const publish = (): void => {
    const { totals, batches } = engine.overview();
    sleepGuard.update(totals);
    showProgress(totals);
    showFailed(totals);
    tray.show(trayView(totals, batches, trayActions));
    desk.waitsFor(totals.held, batches);
  };
  const ends = [
    watchTotals(engine, clock, publish),
    watchBatchEnds(engine, (batch) => desk.batchEnded(batch)),
    watchPower(powerMonitor, engine, log),
    keepLoginItem({
      ...{ app, settings, log, platform, dataDirectory, environment: process.env },
      ...{ executablePath: process.execPath, homeDirectory: homedir() },
    }),
  ];
  return {
    windowOpened: publish,
    relabel() {
      const { totals, batches } = engine.overview();
      showFailed(totals);
      tray.showAtOnce(trayView(totals, batches, trayActions));
    },
    goesOn: () => stay.goesOn(),
    startAtLogin: () => stay.startAtLogin(),
    async close() {
      for (const end of ends) end();
      sleepGuard.release();
      stay.close();
      tray.close();
      await leaveBus();
    },
  };
}

function overlayOf(count: number): Electron.NativeImage {
  const image = nativeImage.createFromBitmap(badgePicture(count, badgeSide), { width: badgeSide, height: badgeSide });
  const side = badgeSide * 2;
  image.addRepresentation({ width: side, height: side, scaleFactor: 2, buffer: badgePicture(count, side) });
  return image;
}
