import type { AppUpdater, BaseUpdater } from 'electron-updater';
import type { AppAdapter } from 'electron-updater/out/AppAdapter.js';
import { getAppCacheDir } from 'electron-updater/out/AppAdapter.js';
import type { UpdateInfo } from 'electron-updater/out/types.js';
import { CancellationToken } from 'electron-updater/out/types.js';
import type { Clock, Log, Outbound } from '../../engine/ports.ts';
import { DownloadPace } from './download-pace.ts';
import type { NativeUpdater } from './hand-to-squirrel.ts';
import { handToSquirrel } from './hand-to-squirrel.ts';
import type { InstallPackageOptions } from './install-package.ts';
import { installPackage } from './install-package.ts';
import { replaceImage } from './replace-image.ts';
import { sha512Of } from './sha512-of.ts';
import { updateErrorOf, updateFailed } from './update-error-of.ts';
import { UpdateExecutor } from './update-executor.ts';
import type { PackageKind, UpdateSupport } from './update-support.ts';
import type { UpdaterPort } from './updater-port.ts';

export interface ElectronUpdaterOptions {
  readonly support: UpdateSupport & { readonly kind: 'can' };
  readonly version: string;
  /** `app-update.yml`, which the build has written: the one place that names the server. */
  readonly configurationPath: string;
  /** Left out: the user's own. */
  readonly cachePath?: string;
  readonly outbound: Outbound | undefined;
  readonly log: Log;
  readonly clock: Pick<Clock, 'setTimer' | 'monotonicNow'>;
  /** Bytes per second that a download may take now; null: no limit. */
  limit(): number | null;
  /** The AppImage that runs; null: none. */
  readonly image: string | null;
  /** The system's own part of it, on macOS. */
  readonly nativeUpdater: NativeUpdater | null;
  readonly run: InstallPackageOptions['run'];
}

interface Downloaded {
  readonly path: string;
  readonly digest: Buffer;
}

/** electron-updater as our port: it finds, downloads and compares; nothing of it happens by itself, and nothing of it ends or starts the process but its installers. */
export async function createElectronUpdater(options: ElectronUpdaterOptions): Promise<UpdaterPort> {
  const { support, log, run, clock, image, nativeUpdater } = options;
  const onQuit: { current: () => void } = { current: () => undefined };
  const updater = await makeUpdater(support.package, adapterOf(options, onQuit));
  const httpExecutor = new UpdateExecutor(options.outbound, new DownloadPace(options));
  // Not in its types, but its own tests replace the one so. The other would be a number by which an installation is known again, sent with every request.
  Object.assign(updater, {
    httpExecutor,
    stagingUserIdPromise: { value: Promise.resolve('') },
  });
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.autoRunAppAfterInstall = true;
  updater.disableWebInstaller = true;
  updater.isUserWithinRollout = () => true;
  updater.logger = {
    info: (text: unknown) => log.write('debug', 'updater', { text: String(text) }),
    warn: (text: unknown) => log.write('info', 'updater', { text: String(text) }),
    error: (text: unknown) => log.write('info', 'updater', { text: String(text) }),
  };
  // Every failure also comes back from the call.
  updater.on('error', () => undefined);

  let announced: UpdateInfo | null = null;
  let token: CancellationToken | null = null;
  let downloaded: Downloaded | null = null;

  return {
    async find(channel, mayGoBack) {
      updater.channel = channel;
      updater.allowPrerelease = channel === 'beta';
      // Naming a channel has switched it on.
      updater.allowDowngrade = mayGoBack;
      try {
        const result = await checked(updater, channel);
        announced = result?.isUpdateAvailable === true ? result.updateInfo : null;
        if (announced === null) return null;
        const own: { compare(other: string): number } = updater.currentVersion;
        return { version: announced.version, isOlder: own.compare(announced.version) > 0 };
      } catch (error) {
        throw updateErrorOf(error, hostOf(error));
      }
    },
    async download() {
      downloaded = null;
      try {
        if (announced === null) throw updateFailed('feed');
        // One that was called off stays so.
        token = new CancellationToken();
        const [path] = await updater.downloadUpdate(token);
        if (path === undefined) throw updateFailed('feed');
        const digest = await sha512Of(path);
        // Compared by electron-updater too, but for a file that lay there already it believes a note beside it.
        if (!announced.files.some(({ sha512 }) => sha512 === digest.toString('base64'))) throw updateFailed('damaged');
        downloaded = { path, digest };
      } catch (error) {
        throw updateErrorOf(error, hostOf(error));
      }
    },
    callOff() {
      token?.cancel();
      httpExecutor.callOff();
    },
    heldBy: () => null,
    async install(restarts) {
      try {
        if (downloaded === null) throw updateFailed('not-installed');
        const { path, digest } = downloaded;
        if (!(await sha512Of(path)).equals(digest)) throw updateFailed('damaged');
        const kind = support.package;
        if (kind === 'deb' || kind === 'rpm') {
          await installPackage({ kind, right: support.right, file: path, digest: digest.toString('hex'), run });
          return 'replaced';
        }
        if (kind === 'mac') {
          updater.autoRunAppAfterInstall = restarts;
          await handToSquirrel({ updater, native: nativeUpdater, clock, onQuit });
          return 'takes-over';
        }
        if (kind === 'appimage') {
          if (image === null) throw updateFailed('not-installed');
          await replaceImage({ image, file: path, digest });
          return 'replaced';
        }
        if (!(updater as BaseUpdater).install(true, restarts)) throw updateFailed('not-installed');
        return 'takes-over';
      } catch (error) {
        throw updateErrorOf(error);
      }
    },
  };
}

/** Who follows trials also gets what is finished, where no trial was ever published. */
async function checked(updater: AppUpdater, channel: string): ReturnType<AppUpdater['checkForUpdates']> {
  try {
    return await updater.checkForUpdates();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_UPDATER_CHANNEL_FILE_NOT_FOUND';
    if (channel !== 'beta' || !isMissing) throw error;
    const { allowDowngrade } = updater;
    updater.channel = 'latest';
    updater.allowDowngrade = allowDowngrade;
    return await updater.checkForUpdates();
  }
}

/** Chosen by us and not by what the package says of itself. */
async function makeUpdater(kind: PackageKind, adapter: AppAdapter): Promise<AppUpdater> {
  switch (kind) {
    case 'deb':
      return new (await import('electron-updater/out/DebUpdater.js')).DebUpdater(null, adapter);
    case 'rpm':
      return new (await import('electron-updater/out/RpmUpdater.js')).RpmUpdater(null, adapter);
    case 'appimage':
      return new (await import('electron-updater/out/AppImageUpdater.js')).AppImageUpdater(null, adapter);
    case 'nsis':
      return new (await import('electron-updater/out/NsisUpdater.js')).NsisUpdater(null, adapter);
    case 'mac':
      return new (await import('electron-updater/out/MacUpdater.js')).MacUpdater(undefined, adapter);
  }
}

/** It asks us for what it would ask Electron, and ends nothing. */
function adapterOf(options: ElectronUpdaterOptions, onQuit: { readonly current: () => void }): AppAdapter {
  const { version, configurationPath, cachePath = getAppCacheDir() } = options;
  return {
    version,
    name: 'Gantry',
    isPackaged: true,
    appUpdateConfigPath: configurationPath,
    userDataPath: cachePath,
    baseCachePath: cachePath,
    whenReady: async () => undefined,
    relaunch: () => undefined,
    quit: () => onQuit.current(),
    onQuit: () => undefined,
  };
}

function hostOf(error: unknown): { readonly host?: string } {
  const { hostname, host } = error as { readonly hostname?: unknown; readonly host?: unknown };
  const name = hostname ?? host;
  return typeof name === 'string' ? { host: name } : {};
}
