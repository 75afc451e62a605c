import { expect, test } from 'vitest';
import { desktopActionIn } from '../../electron/desktop/desktop-action.ts';

test.each([
  [['gantry-desktop'], null],
  [['gantry-desktop', '--add-files'], 'addFiles'],
  [['gantry-desktop', '--allow-file-access', '--pause-all', '--add-files'], 'pauseAll'],
  [['gantry-desktop', '--', '--resume-all'], null],
  [['--add-files'], null],
  [['gantry-desktop', '--pause-all=1', 'gantry://x'], null],
] as const)('%j asks for %s', (programArguments, action) => {
  expect(desktopActionIn(programArguments)).toBe(action);
});
