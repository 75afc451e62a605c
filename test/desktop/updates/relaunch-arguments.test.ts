import { expect, test } from 'vitest';
import { relaunchArguments } from '../../../electron/desktop/updates/relaunch-arguments.ts';

test('what was to be done once is not done again', () => {
  const words = [
    'gantry-desktop',
    '--at-login',
    '--pause-all',
    '/home/ada/a.txt',
    'gantry://add?x',
    '--ozone-platform=x11',
    '--',
    '--evil',
  ];
  expect(relaunchArguments(words)).toEqual(['--ozone-platform=x11']);
});
