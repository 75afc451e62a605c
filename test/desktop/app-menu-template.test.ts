import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { appMenuTemplate } from '../../electron/desktop/app-menu-template.ts';

const clicked: string[] = [];
const note = (name: string) => (): void => {
  clicked.push(name);
};
const actions = {
  addFiles: note('addFiles'),
  addFolder: note('addFolder'),
  pauseAll: note('pauseAll'),
  resumeAll: note('resumeAll'),
  retryFailed: note('retryFailed'),
  copyDiagnostics: note('copyDiagnostics'),
  checkForUpdates: note('checkForUpdates'),
  openSettings: note('openSettings'),
  openWatchedFolders: note('openWatchedFolders'),
  switchSlowLimit: note('switchSlowLimit'),
};
const itemsOf = (platform: NodeJS.Platform, isPackaged: boolean): readonly MenuItemConstructorOptions[] =>
  appMenuTemplate({ platform, isPackaged, actions, isSlowLimitOn: true }).flatMap((item) =>
    Array.isArray(item.submenu) ? item.submenu : [item],
  );

test('every action has its shortcut, and no shortcut two actions', () => {
  const items = itemsOf('linux', true);
  const own = items.filter((item) => item.click !== undefined);
  expect(own.map((item) => [item.label, item.accelerator])).toEqual([
    ['Add files…', 'CmdOrCtrl+O'],
    ['Add folder…', 'CmdOrCtrl+Shift+O'],
    ['Watched folders…', 'CmdOrCtrl+Shift+W'],
    ['Settings…', 'CmdOrCtrl+,'],
    ['Pause all', 'CmdOrCtrl+Shift+P'],
    ['Resume all', 'CmdOrCtrl+Shift+R'],
    ['Retry failed', 'CmdOrCtrl+Shift+E'],
    ['Slow limit', 'CmdOrCtrl+Shift+L'],
    ['Copy diagnostics', 'CmdOrCtrl+Shift+D'],
    ['Check for updates…', undefined],
  ]);
  const shortcuts = items.flatMap((item) => (item.accelerator === undefined ? [] : [item.accelerator]));
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
  for (const item of own) (item.click as () => void)();
  expect(clicked).toEqual([
    'addFiles',
    'addFolder',
    'openWatchedFolders',
    'openSettings',
    'pauseAll',
    'resumeAll',
    'retryFailed',
    'switchSlowLimit',
    'copyDiagnostics',
    'checkForUpdates',
  ]);
});

test.each([
  ['linux', true, ['quit'], ['toggleDevTools', 'reload', 'forceReload', 'appMenu']],
  ['win32', false, ['quit', 'toggleDevTools', 'reload'], ['forceReload', 'appMenu']],
  ['darwin', true, ['appMenu', 'close'], ['quit', 'toggleDevTools', 'reload']],
] as const)('on %s, packaged: %s', (platform, isPackaged, has, hasNot) => {
  const roles = itemsOf(platform, isPackaged).map((item) => item.role);
  expect(roles).toEqual(expect.arrayContaining([...has]));
  for (const role of hasNot) expect(roles).not.toContain(role);
});
