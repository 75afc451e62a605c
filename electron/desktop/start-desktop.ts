import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { app, ipcMain, nativeTheme, session, shell } from 'electron';
import type { ChangeBatch } from '../../shared/progress.ts';
import { updateLookWords } from '../../shared/text/update-words.ts';
import type { Ports } from '../engine/ports.ts';
import type { Redact } from '../host/redactor.ts';
import type { SettingsStore } from '../host/settings/settings-store.ts';
import { answerRequest } from '../requests/answer-request.ts';
import { createChangePublisher } from '../requests/change-publisher.ts';
import { createAfterQueue } from './after-queue/after-queue.ts';
import { afterQueueWords } from './after-queue/after-queue-words.ts';
import { createPerformer } from './after-queue/create-performer.ts';
import { watchQueueEnd } from './after-queue/watch-queue-end.ts';
import { createAppMenu } from './app-menu.ts';
import type { MenuActions } from './app-menu-template.ts';
import { serveAppPages } from './app-protocol.ts';
import { applyTheme } from './apply-theme.ts';
import { bridgeChannels } from './bridge-channels.ts';
import { createChoosePaths } from './choose-paths.ts';
import type { Conditions } from './conditions/watch-conditions.ts';
import type { DesktopAction } from './desktop-action.ts';
import { createDesktopHandlers } from './desktop-handlers.ts';
import { createDiagnosticsCopier } from './diagnostics-copier.ts';
import { hardenSession } from './harden-session.ts';
import { offerAtIcon } from './icon/offer-at-icon.ts';
import { keepWindow } from './keep-window.ts';
import type { GivenStart } from './links/given-folder.ts';
import { openGiven } from './links/open-given.ts';
import type { OpenQueue } from './open-queue.ts';
import { isFromOwnPage } from './own-page.ts';
import { openPlaces } from './places/open-places.ts';
import { createQueueActions } from './queue-actions.ts';
import { serveRequests } from './request-server.ts';
import type { SettingsConsent } from './settings/settings-consent.ts';
import { createSettingsDialogs } from './settings/settings-dialogs.ts';
import type { Speech } from './speech.ts';
import type { Message } from './tell-person.ts';
import { announceTo, confirmTo, tell } from './tell-person.ts';
import { createUpdates } from './updates/create-updates.ts';
import type { ProcessEnd } from './updates/process-end.ts';
import { createWatchDialogs } from './watch/watch-dialogs.ts';
import { watchTotals } from './watch-totals.ts';

export interface DesktopOptions {
  readonly dataDirectory: string;
  readonly queue: OpenQueue;
  readonly ports: Ports;
  readonly settings: SettingsStore;
  readonly speech: Speech;
  readonly conditions: Pick<Conditions, 'goOnAnyway' | 'current' | 'onChange'>;
  /** What a page may not decide is asked by it. */
  readonly consent: SettingsConsent;
  /** The one of the log. */
  readonly redact: Redact;
  /** The window cannot be kept open: say so and end. */
  onFatal(message: Message): void;
}

export interface Desktop {
  /** Opens the window, or brings it to the front. */
  showWindow(): void;
  /** The system opened Gantry at login: the window stays away, if that was chosen and there is a way to open it. */
  startAtLogin(): void;
  /** The last window was closed: whether Gantry goes on without one. */
  goesOn(): boolean;
  /** Does what the menu of the app's icon was asked for; the window shows what came of it. */
  act(action: DesktopAction): void;
  /** After `close`, with nothing of ours open: installs an update where that is wanted. True: Gantry is to be started again. */
  atEnd(end: ProcessEnd): Promise<boolean>;
  /** Adds the files that the system was asked to open with Gantry; for a link the person is asked. */
  open(start: GivenStart): void;
  /** Stops telling and listening and closes the window; the queue stays open. */
  close(): Promise<void>;
}

/** Joins an open queue with a window, a menu and the places of the system. Once, after the app is ready. */
export function startDesktop(options: DesktopOptions): Desktop {
  const { dataDirectory, queue, ports, settings, speech, redact, onFatal } = options;
  const { engine } = queue;
  const { clock, log } = ports;
  let isClosed = false;
  const window = keepWindow({
    ...{ dataDirectory, clock, log, onFatal },
    onOpened(opened) {
      opened.on('show', () => atIcon.windowShown(engine.totals()));
      places.windowOpened();
    },
    onPageGone: () => publisher.unsubscribe(),
  });
  const currentWindow = window.current;

  const stopTheming = applyTheme(nativeTheme, settings);
  hardenSession(session.defaultSession);
  serveAppPages(session.defaultSession, join(app.getAppPath(), 'out/renderer'), speech.languages);

  const updates = createUpdates({
    ...{ dataDirectory, engine, ports, settings, conditions: options.conditions },
    quit: () => app.quit(),
    onChange: () => publisher.updateChanged(),
  });
  const publisher = createChangePublisher({
    engine,
    clock,
    log,
    settingsRevision: () => settings.view().revision,
    updateNotice: () => updates.notice(),
    send: (changes: ChangeBatch) => currentWindow()?.webContents.send(bridgeChannels.changes, changes),
  });
  const choosePaths = createChoosePaths(currentWindow);
  const copyDiagnostics = createDiagnosticsCopier({ engine, dataDirectory, log, redact });
  const handlers = createDesktopHandlers({
    choosePaths,
    copyDiagnostics,
    settingsDialogs: createSettingsDialogs(currentWindow),
    updates,
    settingsConsent: options.consent,
    conditions: options.conditions,
    watchDialogs: createWatchDialogs(currentWindow),
    showInFolder: (path) => shell.showItemInFolder(path),
    environment: process.env,
    exists: (path) =>
      access(path).then(
        () => true,
        () => false,
      ),
  });
  const context = { engine, settings, log, currentSequence: publisher.currentSequence };
  const given = openGiven(context, clock, currentWindow);
  serveRequests({
    ipc: ipcMain,
    log,
    isTrusted: (event) => isFromOwnPage(event, currentWindow()?.webContents.id ?? null),
    answer: async (name, args) =>
      isClosed
        ? { ok: false, error: { code: 'not-possible-now', details: { reason: 'Gantry is closing' } } }
        : answerRequest(handlers, context, name, args),
    onSubscribe: () => publisher.subscribe(),
    onAcknowledge: (sequence) => publisher.acknowledge(sequence),
  });

  const actions: MenuActions = createQueueActions({
    engine,
    log,
    choosePaths,
    copyDiagnostics,
    checkForUpdates: async () => updateLookWords(await updates.look()),
    switchSlowLimit() {
      try {
        settings.update({ bandwidth: { isTurtleOn: !settings.current().bandwidth.isTurtleOn } });
      } finally {
        // The click has set its mark already.
        menu.markSlowLimit();
      }
    },
    openSettings() {
      window.show();
      publisher.openSettings();
    },
    openWatchedFolders() {
      window.show();
      publisher.openWatchedFolders();
    },
    tell: (message) => tell(message, currentWindow()),
    confirm: (message) => confirmTo(message, currentWindow()),
  });
  const menu = createAppMenu(actions, settings);
  menu.make();

  const atIcon = offerAtIcon({ act: (action) => actions[action](), currentWindow, dataDirectory, log });
  speech.onChange(() => {
    menu.make();
    atIcon.relabel(engine.totals());
    places.relabel();
  });
  const stopOffering = watchTotals(engine, clock, atIcon.update);
  const afterQueue = createAfterQueue({
    ...{ settings, clock, log, perform: createPerformer(settings, () => app.quit()) },
    announce: (action, stop) => announceTo(afterQueueWords(action), currentWindow(), stop),
  });
  const stopWatchingEnd = watchQueueEnd(engine, clock, afterQueue);
  const stopListening = settings.onChange(() => {
    publisher.settingsChanged();
    menu.markSlowLimit();
  });

  const places = openPlaces({
    ...{ engine, clock, log, settings, dataDirectory, currentWindow, showWindow: window.show },
    pauseAll: () => actions.pauseAll(),
    resumeAll: () => actions.resumeAll(),
    retryFailed: (batchId) => actions.retryFailed(batchId),
    showBatch: (batchId) => publisher.showBatch(batchId),
  });

  return {
    showWindow: window.show,
    startAtLogin: () => places.startAtLogin(),
    // Whoever quits is not told that Gantry goes on.
    goesOn: () => !isClosed && places.goesOn(),
    act: (action) => actions[action](),
    atEnd: (end) => updates.atEnd(end),
    open: given.open,
    async close() {
      isClosed = true;
      given.close();
      stopOffering();
      stopWatchingEnd();
      afterQueue.close();
      stopListening();
      stopTheming();
      speech.stop();
      publisher.close();
      // Away at once, while the checkpoints are written; ending the process alone would not save the window's place.
      window.close();
      await places.close();
    },
  };
}
