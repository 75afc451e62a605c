import { homedir } from 'node:os';
import { join } from 'node:path';
import { logTroubleWords } from '../../shared/text/log-trouble-words.ts';
import { createEngine } from '../engine/create-engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { Log, Ports } from '../engine/ports.ts';
import { createHostKeys } from '../host/create-host-keys.ts';
import { createEnvironmentSecrets } from '../host/environment-secrets.ts';
import { createFileLog } from '../host/file-log.ts';
import { createFolderEvents } from '../host/folder-events.ts';
import { createOutbound } from '../host/outbound/create-outbound.ts';
import { receiveDirectoryFor } from '../host/receive-directory.ts';
import { createRedactor } from '../host/redactor.ts';
import { applySettings, nothingGiven } from '../host/settings/apply-settings.ts';
import { createProxyPassword } from '../host/settings/proxy-password.ts';
import { createSettingsStore } from '../host/settings/settings-store.ts';
import { createSystemNetwork } from '../host/system-network.ts';
import { systemRandomness } from '../host/system-randomness.ts';
import type { KeptSettings } from '../requests/kept-settings.ts';
import type { RunOptions } from './command.ts';
import { errorSentence } from './error-sentence.ts';
import { projectVersion } from './project-version.ts';
import { proxiesInTerminal } from './proxies-in-terminal.ts';
import type { Terminal } from './terminal.ts';

export interface OpenEngineOptions {
  readonly terminal: Terminal;
  readonly dataDirectory: string;
  /** null: the queue is only looked after, and nothing is sent. */
  readonly run: RunOptions | null;
  /** "This computer" is needed, so the receiver runs as long as the engine. */
  readonly needsReceiver: boolean;
  readonly watchesFolders: boolean;
}

export interface OpenedEngine {
  readonly engine: Engine;
  readonly settings: KeptSettings;
  readonly log: Log;
  close(): Promise<void>;
}

/** Builds the engine with this process as its host. Throws `queue-held`, `queue-newer`, `queue-unusable`, `queue-disk-full`, and leaves nothing running then. */
export async function openEngine({
  terminal,
  dataDirectory,
  run,
  needsReceiver,
  watchesFolders,
}: OpenEngineOptions): Promise<OpenedEngine> {
  const { clock, environment } = terminal;
  const log = createFileLog({
    directory: join(dataDirectory, 'logs'),
    clock,
    redact: createRedactor(environment),
    onTrouble() {
      const { title, remedy } = logTroubleWords();
      terminal.stderr.write(`${title}. ${remedy}\n`);
    },
  });
  log.write('info', 'command-starts', {
    version: projectVersion(),
    node: process.version,
    platform: process.platform,
    sends: run !== null,
  });
  const proxyPassword = createProxyPassword(environment);
  const settings = createSettingsStore({
    path: join(dataDirectory, 'settings.json'),
    clock,
    log,
    proxyPassword,
  });
  const ports: Ports = {
    clock,
    randomness: systemRandomness,
    log,
    secrets: createEnvironmentSecrets(environment),
    network: createSystemNetwork({ clock }),
    hostKeys: createHostKeys({ dataDirectory, environment, homeDirectory: homedir() }),
    folderEvents: createFolderEvents(process.platform),
    outbound: createOutbound({ settings, proxyPassword, findProxies: async (url, mode) => proxiesInTerminal(environment, url, mode) }),
  };
  const receiveDirectory = receiveDirectoryFor({ environment, dataDirectory, homeDirectory: homedir() });
  const receiver = needsReceiver ? await startBuiltIn(receiveDirectory, log) : null;
  let engine: Engine;
  try {
    engine = createEngine({
      ...{ dataDirectory, ports, receiveDirectory, watchesFolders },
      startsTransfers: run !== null,
      ...(run === null || run.concurrency === null ? {} : { concurrency: run.concurrency }),
      ...(receiver === null ? {} : { builtInDestinationUrl: receiver.destinationUrl }),
    });
  } catch (error) {
    await receiver?.close();
    log.write('warn', 'engine-not-started', { error });
    log.close();
    throw error;
  }
  // In the same turn as the start, so that not a byte passes unlimited.
  const stopApplying = applySettings({ engine, settings, clock, log, given: run ?? nothingGiven });
  const stopFollowing = run === null ? () => undefined : settings.follow();
  const { problem } = settings.view();
  if (problem !== null) terminal.stderr.write(`${errorSentence(problem)} Until then defaults hold.\n`);
  async function closeAll(): Promise<void> {
    // The engine first: its last bytes may still be on their way to the receiver.
    stopApplying();
    stopFollowing();
    await engine.close();
    await receiver?.close();
    log.write('info', 'command-ends');
    log.close();
  }
  let closed: Promise<void> | null = null;
  return {
    engine,
    settings,
    log,
    close: () => {
      closed ??= closeAll();
      return closed;
    },
  };
}

async function startBuiltIn(directory: string, log: Log) {
  // Loaded only where it is needed: the tus server's packages take longer to load than all the rest.
  const { startReceiver } = await import('../receiver/start-receiver.ts');
  return await startReceiver({ directory, port: 0, host: '127.0.0.1', log });
}
