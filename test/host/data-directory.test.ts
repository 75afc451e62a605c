import { expect, test } from 'vitest';
import { dataDirectoryFor } from '../../electron/host/data-directory.ts';

const home = { homeDirectory: '/home/ana', currentDirectory: '/home/ana/now' };

test.each([
  ['linux', {}, '/home/ana/.local/share/gantry'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/gantry'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ana/.local/share/gantry'],
  ['linux', { GANTRY_DATA_DIR: '/queue', XDG_DATA_HOME: '/data' }, '/queue'],
  ['linux', { GANTRY_DATA_DIR: 'queue' }, '/home/ana/now/queue'],
  ['linux', { GANTRY_DATA_DIR: '' }, '/home/ana/.local/share/gantry'],
  ['darwin', {}, '/home/ana/Library/Application Support/Gantry'],
] as const)('on %s with %o it is %s', (platform, environment, expected) => {
  expect(dataDirectoryFor({ ...home, platform, environment })).toBe(expected);
});

test.each([
  [{ APPDATA: 'D:\\Roaming' }, 'D:\\Roaming\\Gantry'],
  [{}, 'C:\\Users\\ana\\AppData\\Roaming\\Gantry'],
  [{ GANTRY_DATA_DIR: 'queue' }, 'C:\\now\\queue'],
])('on Windows with %o it is %s', (environment, expected) => {
  const options = { platform: 'win32', homeDirectory: 'C:\\Users\\ana', currentDirectory: 'C:\\now', environment } as const;
  expect(dataDirectoryFor(options)).toBe(expected);
});
