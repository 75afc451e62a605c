import { expect, test } from 'vitest';
import { runningImage } from '../../../electron/desktop/running-image.ts';

const image = { APPIMAGE: '/home/ada/Gantry.AppImage', APPDIR: '/tmp/.mount_Gantry' };

test.each([
  ['its own', image, '/tmp/.mount_Gantry/gantry-desktop', '/home/ada/Gantry.AppImage'],
  ['none', {}, '/opt/Gantry/gantry-desktop', null],
  ['that of the AppImage that started it', image, '/opt/Gantry/gantry-desktop', null],
  ['that of one whose folder begins alike', image, '/tmp/.mount_Gantry2/gantry-desktop', null],
  ['without a folder', { ...image, APPDIR: '' }, '/opt/Gantry/gantry-desktop', null],
  ['not a whole path', { ...image, APPIMAGE: 'Gantry.AppImage' }, '/tmp/.mount_Gantry/gantry-desktop', null],
])('the image of a process: %s', (_name, environment, programPath, expected) => {
  expect(runningImage(environment, programPath)).toBe(expected);
});
