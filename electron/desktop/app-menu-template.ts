import type { MenuItemConstructorOptions } from 'electron';
import type { BatchId } from '../../shared/ids.ts';

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
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly actions: MenuActions;
  readonly isSlowLimitOn: boolean;
}

/** The item whose mark follows the settings. */
export const slowLimitItem = 'slow-limit';

const separator: MenuItemConstructorOptions = { type: 'separator' };

/** The menu with its shortcuts, as the platform's people expect it. */
export function appMenuTemplate({ platform, isPackaged, actions, isSlowLimitOn }: AppMenuOptions): readonly MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      { label: 'Add files…', accelerator: 'CmdOrCtrl+O', click: () => actions.addFiles() },
      { label: 'Add folder…', accelerator: 'CmdOrCtrl+Shift+O', click: () => actions.addFolder() },
      separator,
      { label: 'Watched folders…', accelerator: 'CmdOrCtrl+Shift+W', click: () => actions.openWatchedFolders() },
      separator,
      { label: 'Settings…', accelerator: 'CmdOrCtrl+,', click: () => actions.openSettings() },
      separator,
      isMac ? { role: 'close' } : { role: 'quit', label: 'Quit', accelerator: 'CmdOrCtrl+Q' },
    ],
  };
  const uploads: MenuItemConstructorOptions = {
    label: '&Uploads',
    submenu: [
      { label: 'Pause all', accelerator: 'CmdOrCtrl+Shift+P', click: () => actions.pauseAll() },
      { label: 'Resume all', accelerator: 'CmdOrCtrl+Shift+R', click: () => actions.resumeAll() },
      separator,
      { label: 'Retry failed', accelerator: 'CmdOrCtrl+Shift+E', click: () => actions.retryFailed() },
      separator,
      {
        id: slowLimitItem,
        label: 'Slow limit',
        type: 'checkbox',
        checked: isSlowLimitOn,
        accelerator: 'CmdOrCtrl+Shift+L',
        click: () => actions.switchSlowLimit(),
      },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom', label: 'Actual size' },
      { role: 'zoomIn', label: 'Zoom in' },
      { role: 'zoomOut', label: 'Zoom out' },
      separator,
      { role: 'togglefullscreen', label: 'Full screen' },
      ...(isPackaged
        ? []
        : ([
            separator,
            { role: 'reload', label: 'Reload' },
            { role: 'toggleDevTools', label: 'Developer tools' },
          ] satisfies MenuItemConstructorOptions[])),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: '&Help',
    submenu: [
      { label: 'Copy diagnostics', accelerator: 'CmdOrCtrl+Shift+D', click: () => actions.copyDiagnostics() },
      { label: 'Check for updates…', click: () => actions.checkForUpdates() },
    ],
  };
  return [...(isMac ? [{ role: 'appMenu' } as const] : []), file, { role: 'editMenu' }, uploads, view, { role: 'windowMenu' }, help];
}
