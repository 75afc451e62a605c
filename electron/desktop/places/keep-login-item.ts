import { isAbsolute, join } from 'node:path';
import type { Settings } from '../../../shared/settings.ts';
import type { Log } from '../../engine/ports.ts';
import { runningImage } from '../running-image.ts';
import { keepAutostart } from './autostart-file.ts';
import { desktopEntryName } from './desktop-entry-name.ts';
import { atLoginSwitch } from './login-words.ts';

interface LoginItemQuery {
  readonly path: string;
  readonly args: string[];
}

/** The part of Electron's `app` that is used here. */
export interface LoginItemApp {
  readonly isPackaged: boolean;
  getAppPath(): string;
  getLoginItemSettings(options: LoginItemQuery): { readonly openAtLogin: boolean };
  setLoginItemSettings(settings: LoginItemQuery & { readonly openAtLogin: boolean }): void;
}

export interface LoginItemOptions {
  readonly app: LoginItemApp;
  readonly settings: { current(): Pick<Settings, 'app'>; onChange(listener: () => void): () => void };
  readonly log: Log;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly executablePath: string;
  readonly homeDirectory: string;
  readonly dataDirectory: string;
}

/** Lets the system open Gantry at login, or not, as the settings say: now and with each change of them. Returns its end. */
export function keepLoginItem(options: LoginItemOptions): () => void {
  const { settings, log, platform } = options;
  let kept: boolean | null = null;
  const keep = (): void => {
    const isOn = settings.current().app.openAtLogin;
    if (isOn === kept) return;
    kept = isOn;
    try {
      if (platform === 'linux') keepOnLinux(options, isOn);
      else if (platform === 'win32' || platform === 'darwin') keepElsewhere(options, isOn);
    } catch (error) {
      log.write('warn', 'login-item-not-kept', { isOn, error });
    }
  };
  keep();
  return settings.onChange(keep);
}

function keepOnLinux({ app, environment, executablePath, homeDirectory, dataDirectory }: LoginItemOptions, isOn: boolean): void {
  const configured = environment['XDG_CONFIG_HOME'];
  const folder = configured !== undefined && isAbsolute(configured) ? configured : join(homeDirectory, '.config');
  // What an AppImage runs lies in a folder that is there only as long as it runs.
  const program = runningImage(environment, executablePath) ?? executablePath;
  keepAutostart(join(folder, 'autostart', `${desktopEntryName}.desktop`), isOn, {
    words: app.isPackaged ? [program] : [program, app.getAppPath()],
    dataDirectory,
    isElsewhere: isElsewhere(environment),
  });
}

function keepElsewhere({ app, log, environment, executablePath }: LoginItemOptions, isOn: boolean): void {
  // These systems keep one for the program, whichever queue it opens: a Gantry beside the usual one leaves it alone.
  if (isElsewhere(environment)) {
    if (isOn) log.write('warn', 'login-item-not-kept', { isOn, reason: 'another data directory' });
    return;
  }
  const query = { path: executablePath, args: app.isPackaged ? [atLoginSwitch] : [`"${app.getAppPath()}"`, atLoginSwitch] };
  // Only what is to change: a person may have switched it off with the system's own settings.
  if (app.getLoginItemSettings(query).openAtLogin !== isOn) app.setLoginItemSettings({ ...query, openAtLogin: isOn });
}

function isElsewhere(environment: LoginItemOptions['environment']): boolean {
  return (environment['GANTRY_DATA_DIR'] ?? '') !== '';
}
