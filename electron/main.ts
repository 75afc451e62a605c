import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { errorWords } from '../shared/text/error-words.ts';
import { logTroubleWords } from '../shared/text/log-trouble-words.ts';
import { answerStarts } from './desktop/answer-starts.ts';
import { appId } from './desktop/app-id.ts';
import { registerAppScheme } from './desktop/app-protocol.ts';
import { createDesktopPorts } from './desktop/desktop-ports.ts';
import { hardenPages } from './desktop/harden-session.ts';
import { holdQueue } from './desktop/hold-queue.ts';
import { keepEarlyOpens } from './desktop/links/early-opens.ts';
import { giveToRunning } from './desktop/links/give-to-running.ts';
import { createGivenFolder } from './desktop/links/given-folder.ts';
import { createLateStarts } from './desktop/links/late-starts.ts';
import { createOrderlyQuit } from './desktop/orderly-quit.ts';
import { runningImage } from './desktop/running-image.ts';
import { createBoxConsent } from './desktop/settings/box-consent.ts';
import { applyLanguage, speakAsSystem } from './desktop/speech.ts';
import type { Desktop } from './desktop/start-desktop.ts';
import { startDesktop } from './desktop/start-desktop.ts';
import { startWords } from './desktop/start-words.ts';
import type { Message } from './desktop/tell-person.ts';
import { printMessage, tell, tellBeforeEnd } from './desktop/tell-person.ts';
import { relaunchGantry } from './desktop/updates/relaunch-gantry.ts';
import { watchSystemEnd } from './desktop/updates/watch-system-end.ts';
import { UploadError } from './engine/errors/upload-error.ts';
import { dataDirectoryFor } from './host/data-directory.ts';
import { endProcess } from './host/end-process.ts';
import { createFileLog } from './host/file-log.ts';
import { createKeptSecretForms } from './host/kept-secret-forms.ts';
import { createRedactor } from './host/redactor.ts';
import { systemClock } from './host/system-clock.ts';
import { systemRandomness } from './host/system-randomness.ts';
import { tuneCollector } from './host/tune-collector.ts';
import { nameHolder } from './local-socket/name-holder.ts';

/** The exit code of the terminal for the same case: another Gantry holds the data directory. */
const heldExitCode = 5;

tuneCollector();
const systemLanguages = [app.commandLine.getSwitchValue('lang'), ...app.getPreferredSystemLanguages()];
speakAsSystem(systemLanguages);
const homeDirectory = homedir();
const dataDirectory = dataDirectoryFor({
  environment: process.env,
  platform: process.platform,
  homeDirectory,
  currentDirectory: process.cwd(),
});

const keptSecrets = createKeptSecretForms();
const redact = createRedactor(process.env, keptSecrets);
const log = createFileLog({
  directory: join(dataDirectory, 'logs'),
  clock: systemClock,
  redact,
  onTrouble: () => printMessage(logTroubleWords()),
});

// A terminal that was closed must not take the app with it.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const given = createGivenFolder({ path: join(dataDirectory, 'window', 'given'), randomness: systemRandomness, log, now: Date.now });
const earlyOpens = keepEarlyOpens(app);
const lateStarts = createLateStarts(given, log);
if (process.platform === 'win32') app.setAppUserModelId(appId);
registerAppScheme();
hardenPages();
if (claimDataDirectory()) {
  // Not a top-level await: Electron is not ready before this module has been run.
  app.whenReady().then(start).catch(endBeforeStart);
}

/** One window for each data directory: the window's own state lives in it, and Electron's lock with that. */
function claimDataDirectory(): boolean {
  const windowDirectory = join(dataDirectory, 'window');
  try {
    mkdirSync(windowDirectory, { recursive: true, mode: 0o700 });
  } catch {
    app
      .whenReady()
      .then(() => endWith(startWords.noDataDirectory(dataDirectory), 1))
      .catch(() => app.exit(1));
    return false;
  }
  app.setPath('userData', windowDirectory);
  if (!leaveGiven()) return false;
  if (app.requestSingleInstanceLock()) return true;
  printMessage(startWords.openAlready());
  app.exit(0);
  return false;
}

/** False: this start ends, and another one takes its place. */
function leaveGiven(): boolean {
  try {
    const place = { programArguments: process.argv, workingDirectory: process.cwd(), isPackaged: app.isPackaged };
    const anew = giveToRunning({ ...place, folder: given });
    if (anew === null) return true;
    // An AppImage is unpacked for as long as its process lives.
    app.relaunch({ args: [...anew], execPath: runningImage(process.env, process.execPath) ?? process.execPath });
    app.exit(0);
    return false;
  } catch (error) {
    log.write('error', 'given-not-left', { error });
    printMessage(startWords.notHandedOn(dataDirectory));
    return true;
  }
}

async function start(): Promise<void> {
  log.write('info', 'app-starts', { version: app.getVersion(), electron: process.versions.electron, platform: process.platform });
  const { ports, settings } = createDesktopPorts(log, dataDirectory, keptSecrets);
  const speech = applyLanguage(settings, systemLanguages);
  const consent = createBoxConsent(systemClock);
  const held = await holdQueue({ dataDirectory, homeDirectory, ports, settings, consent });
  const { queue, conditions } = held;

  let desktop: Desktop | null = null;
  let lastWords: Message | null = null;
  let wasIdle = false;
  const isSystemEnding = watchSystemEnd();
  const { quit } = createOrderlyQuit({
    app: {
      on: (event, listener) => app.on(event, listener),
      exit: (exitCode) => void endProcess(exitCode, (code) => app.exit(code)),
    },
    clock: systemClock,
    log,
    async shutDown() {
      lateStarts.begin();
      wasIdle = queue.engine.totals().active === 0;
      const isDesktopClosed = desktop?.close();
      await held.close();
      await isDesktopClosed;
    },
    async afterwards(exitCode, isWrittenDown) {
      const isWantedAgain = (): boolean => lateStarts.isWanted();
      const end = { isWrittenDown, wasIdle: wasIdle && exitCode === 0 && !isSystemEnding(), isWantedAgain };
      const startsAgain = (await desktop?.atEnd(end)) ?? isWantedAgain();
      if (isWantedAgain()) given.renew();
      if (startsAgain) relaunchGantry(process.argv);
    },
    end() {
      log.write('info', 'app-ends');
      log.close();
      if (lastWords !== null) tellBeforeEnd(lastWords);
    },
  });
  const onFatal = (message: Message): void => {
    lastWords ??= message;
    quit(1);
  };
  process.on('uncaughtException', (error) => {
    log.write('error', 'uncaught', { error });
    onFatal(errorWords({ code: 'internal', details: {} }));
  });
  process.on('unhandledRejection', (error) => log.write('error', 'unhandled-rejection', { error }));

  desktop = startDesktop({ dataDirectory, queue, ports, settings, speech, conditions, consent, redact, onFatal });
  answerStarts({ desktop, given, earlyOpens, lateStarts, quit: () => quit(0) });
  if (queue.problem !== null) tell(queue.problem, null);
  const { problem } = settings.view();
  if (problem !== null) tell(errorWords(problem), null);
}

function endBeforeStart(error: unknown): void {
  log.write('error', 'not-started', { error });
  const named = nameHolder(error, dataDirectory);
  if (named instanceof UploadError) endWith(errorWords(named.toPlain()), named.code === 'queue-held' ? heldExitCode : 1);
  else endWith(startWords.notStarted(join(dataDirectory, 'logs')), 1);
}

function endWith(message: Message, exitCode: number): void {
  tellBeforeEnd(message);
  app.exit(exitCode);
}
