import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, autoUpdater } from 'electron';
import { limitNow } from '../../../shared/limit-now.ts';
import { localTimeOf } from '../../../shared/local-time.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Ports } from '../../engine/ports.ts';
import type { ConditionSource } from '../../host/settings/apply-settings.ts';
import type { SettingsStore } from '../../host/settings/settings-store.ts';
import { runningImage } from '../running-image.ts';
import { holdDownloads } from './hold-downloads.ts';
import { UpdateDesk } from './update-desk.ts';
import { createUpdateMemory } from './update-memory.ts';
import { findUpdateSupport } from './update-support.ts';

export interface CreateUpdatesOptions {
  readonly dataDirectory: string;
  readonly engine: Engine;
  readonly ports: Ports;
  readonly settings: SettingsStore;
  readonly conditions: ConditionSource;
  quit(): void;
  onChange(): void;
}

/** Updates of this installation, with what this computer has. electron-updater itself is loaded with the first look. */
export function createUpdates({ dataDirectory, engine, ports, settings, conditions, quit, onChange }: CreateUpdatesOptions): UpdateDesk {
  const { clock, randomness, log, outbound } = ports;
  const { resourcesPath } = process;
  return new UpdateDesk({
    ...{ engine, settings, clock, randomness, log, quit, onChange },
    version: app.getVersion(),
    memory: createUpdateMemory(join(dataDirectory, 'updates.json'), log),
    async findSupport() {
      const support = await findUpdateSupport({
        ...{ isPackaged: app.isPackaged, platform: process.platform, environment: process.env, resourcesPath },
        programPath: process.execPath,
        userId: process.getuid?.() ?? null,
        read: textOf,
        mayWriteIn,
        exists: existsSync,
        succeeds: async (program, words) => (await run(program, words).catch(() => null)) === 0,
      });
      log.write('info', 'update-support', { ...support });
      return support;
    },
    async createUpdater(support) {
      const { createElectronUpdater } = await import('./electron-updater-port.ts');
      const updater = await createElectronUpdater({
        ...{ support, outbound, log, run, clock },
        image: runningImage(process.env, process.execPath),
        version: app.getVersion(),
        configurationPath: join(resourcesPath, 'app-update.yml'),
        nativeUpdater: process.platform === 'darwin' ? autoUpdater : null,
        limit: () =>
          limitNow(settings.current().bandwidth, localTimeOf(clock.now()), conditions.current()?.effect === 'slow').bytesPerSecond,
      });
      return holdDownloads(updater, conditions, log);
    },
  });
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function mayWriteIn(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Without a shell and without a terminal, so that nothing asks where nobody can answer. */
function run(program: string, words: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { shell: false, stdio: 'ignore', windowsHide: true });
    child.once('error', reject);
    child.once('close', resolve);
  });
}
