import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { autostartEntry } from '../../../electron/desktop/places/autostart-entry.ts';
import type { LoginItemOptions } from '../../../electron/desktop/places/keep-login-item.ts';
import { keepLoginItem } from '../../../electron/desktop/places/keep-login-item.ts';
import { isOpenedAtLogin } from '../../../electron/desktop/places/login-words.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function setUp(changes: Partial<LoginItemOptions> = {}) {
  let openAtLogin = false;
  let listener = (): void => undefined;
  let isKept = false;
  const calls: unknown[] = [];
  const warnings: string[] = [];
  const homeDirectory = mkdtempSync(join(tmpdir(), 'gantry-login-'));
  folders.push(homeDirectory);
  const path = join(homeDirectory, '.config', 'autostart', 'gantry-desktop.desktop');
  const start = (more: Partial<LoginItemOptions> = {}): (() => void) =>
    keepLoginItem({
      app: {
        isPackaged: true,
        getAppPath: () => '/opt/Gantry/resources/app.asar',
        getLoginItemSettings: () => ({ openAtLogin: isKept }),
        setLoginItemSettings(settings) {
          isKept = settings.openAtLogin;
          calls.push(settings);
        },
      },
      settings: {
        current: () => ({ app: { ...defaultSettings.app, openAtLogin } }),
        onChange(next) {
          listener = next;
          return () => undefined;
        },
      },
      log: { write: (_level, event) => void warnings.push(event) },
      platform: 'linux',
      environment: {},
      executablePath: '/opt/Gantry/gantry-desktop',
      homeDirectory,
      dataDirectory: '/data/gantry',
      ...changes,
      ...more,
    });
  return {
    start,
    path,
    calls,
    warnings,
    choose(next: boolean) {
      openAtLogin = next;
      listener();
    },
    text: () => readFileSync(path, 'utf8'),
  };
}

test('on Linux an entry of ours opens Gantry at login, as long as that is chosen', () => {
  const { start, choose, text, path } = setUp();
  start();
  expect(text).toThrow();
  choose(true);
  expect(text()).toContain('\nExec="/opt/Gantry/gantry-desktop" "--at-login"\n');
  // A desktop's own switch is left as it is.
  writeFileSync(path, text().replace('enabled=true', 'enabled=false'));
  start();
  expect(text()).toContain('enabled=false');
  // The program has moved.
  const environment = { APPIMAGE: '/apps/Gantry.AppImage', APPDIR: '/tmp/.mount_Gantry' };
  start({ environment, executablePath: '/tmp/.mount_Gantry/gantry-desktop' });
  expect(text()).toContain('\nExec="/apps/Gantry.AppImage" "--at-login"\n');
  // Started from another AppImage, whose variables it inherits.
  start({ environment });
  expect(text()).toContain('\nExec="/opt/Gantry/gantry-desktop" "--at-login"\n');
  choose(false);
  expect(text).toThrow();
});

test('the entry of a Gantry with another queue is not taken away', () => {
  const { start, choose, text } = setUp();
  start();
  choose(true);
  const other = setUp({ dataDirectory: '/data/other' });
  mkdirSync(join(other.path, '..'), { recursive: true });
  writeFileSync(other.path, text());
  other.start();
  expect(other.text()).toBe(text());
});

test('whatever the paths are, each word reaches the program as it is', () => {
  const entry = autostartEntry({
    words: ['/apps/my "own" $HOME/100 %/a\\b', '/c'],
    dataDirectory: '/data/x y',
    isElsewhere: true,
  });
  expect(entry).toContain(String.raw`Exec="env" "GANTRY_DATA_DIR=/data/x y" "/apps/my \\"own\\" \\$HOME/100 %%/a\\\\b" "/c" "--at-login"`);
  const wrong = setUp({ executablePath: '/apps/a\nExec=other' });
  wrong.start();
  wrong.choose(true);
  expect(wrong.text).toThrow();
  expect(wrong.warnings).toEqual(['login-item-not-kept']);
});

test('on Windows and macOS the system is told what is to change, and nothing by a Gantry with a queue of its own', () => {
  const { start, choose, calls } = setUp({ platform: 'win32', executablePath: 'C:\\Gantry\\Gantry.exe' });
  start();
  choose(true);
  start();
  choose(false);
  const query = { path: 'C:\\Gantry\\Gantry.exe', args: ['--at-login'] };
  expect(calls).toEqual([
    { ...query, openAtLogin: true },
    { ...query, openAtLogin: false },
  ]);
  const beside = setUp({ platform: 'darwin', environment: { GANTRY_DATA_DIR: '/data' } });
  beside.start();
  beside.choose(true);
  expect([beside.calls, beside.warnings]).toEqual([[], ['login-item-not-kept']]);
});

test.each([
  [['gantry', '--at-login'], true],
  [['gantry', '--', '--at-login'], false],
  [['--at-login'], false],
  [['gantry', '.'], false],
])('%j is a start at login: %j', (words, expected) => {
  expect(isOpenedAtLogin(words)).toBe(expected);
});
