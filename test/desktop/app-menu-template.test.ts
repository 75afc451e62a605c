import type { MenuItemConstructorOptions } from 'electron';
import { afterEach, expect, test } from 'vitest';
import { appMenuTemplate } from '../../electron/desktop/app-menu-template.ts';
import { catalogueOf } from '../../shared/language/catalogue-of.ts';
import { speak } from '../../shared/language/spoken.ts';

afterEach(() => speak('en', null));

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
  appMenuTemplate({ name: 'Gantry', platform, isPackaged, actions, isSlowLimitOn: true }).flatMap((item) =>
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
  ['linux', true, ['quit'], ['toggleDevTools', 'reload', 'forceReload', 'about']],
  ['win32', false, ['quit', 'toggleDevTools', 'reload'], ['forceReload', 'about']],
  ['darwin', true, ['about', 'quit', 'close'], ['toggleDevTools', 'reload']],
] as const)('on %s, packaged: %s', (platform, isPackaged, has, hasNot) => {
  const roles = itemsOf(platform, isPackaged).map((item) => item.role);
  expect(roles).toEqual(expect.arrayContaining([...has]));
  for (const role of hasNot) expect(roles).not.toContain(role);
  expect(roles.filter((role) => role === 'quit')).toHaveLength(1);
});

const labelsOf = (items: readonly MenuItemConstructorOptions[]): readonly (string | undefined)[] =>
  items.flatMap(({ type, label, submenu }) => [
    ...(type === 'separator' ? [] : [label]),
    ...(Array.isArray(submenu) ? labelsOf(submenu) : []),
  ]);

test.each(['linux', 'win32', 'darwin'] as const)('on %s nothing in it is left to Electron, which speaks English alone', (platform) => {
  const template = () => appMenuTemplate({ name: 'Gantry', platform, isPackaged: false, actions, isSlowLimitOn: false });
  const english = labelsOf(template());
  speak('de', catalogueOf('de'));
  const german = labelsOf(template());
  expect(german).toHaveLength(english.length);
  expect(german).not.toContain(undefined);
  // The same in both languages.
  expect(german.filter((label, index) => label === english[index])).toEqual([...(platform === 'darwin' ? ['Gantry'] : []), '&Uploads']);
  expect(german).toEqual(expect.arrayContaining(['Ausschneiden', 'Rückgängig', 'Vergrößern', 'Minimieren', 'Fenster']));
  expect(german.some((label) => label === (platform === 'darwin' ? 'Gantry beenden' : 'Beenden'))).toBe(true);
});
