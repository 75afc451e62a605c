import { expect, it } from 'vitest';
import { hasNoDisplay } from '../../electron/start/virtual-display.ts';

it('is true on Linux without X11 and Wayland only', () => {
  expect(hasNoDisplay({}, 'linux')).toBe(true);
  expect(hasNoDisplay({ DISPLAY: '' }, 'linux')).toBe(true);
  expect(hasNoDisplay({ DISPLAY: ':0' }, 'linux')).toBe(false);
  expect(hasNoDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(false);
  expect(hasNoDisplay({}, 'darwin')).toBe(false);
  expect(hasNoDisplay({}, 'win32')).toBe(false);
});
