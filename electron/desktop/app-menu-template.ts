import type { MenuItemConstructorOptions } from 'electron';
import type { BatchId } from '../../shared/ids.ts';
import { say } from '../../shared/language/say.ts';
import { editMenu, macAppMenu, windowMenu } from './usual-menus.ts';

export interface MenuActions {
  addFiles(): void;
  addFolder(): void;
  pauseAll(): void;
  resumeAll(): void;
  /** Left out or null: of all batches. */
  retryFailed(batchId?: BatchId | null): void;
  copyDiagnostics(): void;
  checkForUpdates(): void;
  openSettings(): void;
  openWatchedFolders(): void;
  switchSlowLimit(): void;
}

export interface AppMenuOptions {
  /** Of the app. */
  readonly name: string;
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly actions: MenuActions;
  readonly isSlowLimitOn: boolean;
}

/** The item whose mark follows the settings. */
export const slowLimitItem = 'slow-limit';

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The menu with its shortcuts, as the platform's people expect it. */
export function appMenuTemplate(options: AppMenuOptions): readonly MenuItemConstructorOptions[] {
  const { name, platform, isPackaged, actions, isSlowLimitOn } = options;
  const isMac = platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    label: say('&File'),
    submenu: [
      { label: say('Add files…'), accelerator: 'CmdOrCtrl+O', click: () => actions.addFiles() },
      { label: say('Add folder…'), accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.addFolder() },
      separator,
      { label: say('Watched folders…'), accelerator: 'CmdOrCtrl+Shift+W', click: () => actions.openWatchedFolders() },
      separator,
      { label: say('Settings…'), accelerator: 'CmdOrCtrl+,', click: () => actions.openSettings() },
      separator,
      isMac ? { role: 'close', label: say('Close Window') } : { role: 'quit', label: say('Quit'), accelerator: 'CmdOrCtrl+Q' },
    ],
  };
  const uploads: MenuItemConstructorOptions = {
    label: say('&Uploads'),
    submenu: [
      { label: say('Pause all'), accelerator: 'CmdOrCtrl+Shift+P', click: () => actions.pauseAll() },
      { label: say('Resume all'), accelerator: 'CmdOrCtrl+Shift+R', click: () => actions.resumeAll() },
      separator,
      { label: say('Retry failed'), accelerator: 'CmdOrCtrl+Shift+E', click: () => actions.retryFailed() },
      separator,
      {
        id: slowLimitItem,
        label: say('Slow limit'),
        type: 'checkbox',
        checked: isSlowLimitOn,
        accelerator: 'CmdOrCtrl+Shift+L',
        click: () => actions.switchSlowLimit(),
      },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: say('&View'),
    submenu: [
      { role: 'resetZoom', label: say('Actual size') },
      { role: 'zoomIn', label: say('Zoom in') },
      { role: 'zoomOut', label: say('Zoom out') },
      separator,
      { role: 'togglefullscreen', label: say('Full screen') },
      ...(isPackaged
        ? []
        : ([
            separator,
            { role: 'reload', label: say('Reload') },
            { role: 'toggleDevTools', label: say('Developer tools') },
          ] satisfies MenuItemConstructorOptions[])),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: say('&Help'),
    submenu: [
      { label: say('Copy diagnostics'), accelerator: 'CmdOrCtrl+Shift+D', click: () => actions.copyDiagnostics() },
      { label: say('Check for updates…'), click: () => actions.checkForUpdates() },
    ],
  };
  return [...(isMac ? [macAppMenu(name)] : []), file, editMenu(platform), uploads, view, windowMenu(platform), help];
}
