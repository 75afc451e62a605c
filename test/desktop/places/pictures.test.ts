import { expect, test } from 'vitest';
import { badgePicture } from '../../../electron/desktop/places/badge-picture.ts';
import { createFailedBadge } from '../../../electron/desktop/places/failed-badge.ts';
import { trayPicture } from '../../../electron/desktop/places/tray-picture.ts';
import { catalogueOf } from '../../../shared/language/catalogue-of.ts';
import { speak } from '../../../shared/language/spoken.ts';

/** Blue, green, red and opacity of one pixel. */
function pixel(picture: Buffer, side: number, column: number, row: number): readonly number[] {
  return [...picture.subarray((row * side + column) * 4, (row * side + column) * 4 + 4)];
}

test('the icon is the crane on its tile, with round corners and a mark where one is wanted', () => {
  const plain = trayPicture(64, 'none', false);
  expect(plain).toHaveLength(64 * 64 * 4);
  expect(pixel(plain, 64, 0, 0)).toEqual([0, 0, 0, 0]);
  expect(pixel(plain, 64, 32, 4)).toEqual([0xf8, 0xf8, 0xf3, 255]);
  for (const [column, row] of [
    [32, 17],
    [14, 40],
    [50, 30],
    [32, 24],
    [32, 36],
  ] as const) {
    expect(pixel(plain, 64, column, row)).toEqual([0x75, 0x7a, 0x0b, 255]);
  }
  expect(pixel(trayPicture(64, 'failed', false), 64, 50, 50)).toEqual([0x28, 0x28, 0xc6, 255]);
  const template = trayPicture(32, 'none', true);
  expect(pixel(template, 32, 16, 2)).toEqual([0, 0, 0, 0]);
  expect(pixel(template, 32, 16, 8)).toEqual([0, 0, 0, 255]);
});

test('every number has a picture of its own, and many have one together', () => {
  const pictures = Array.from({ length: 12 }, (_, count) => badgePicture(count, 32).toString('latin1'));
  expect(new Set(pictures).size).toBe(11);
  expect(pictures[10]).toBe(pictures[11]);
  const one = badgePicture(1, 32);
  expect(pixel(one, 32, 0, 0)).toEqual([0, 0, 0, 0]);
  expect(pixel(one, 32, 3, 16)).toEqual([0x28, 0x28, 0xc6, 255]);
  expect(pixel(one, 32, 17, 16)).toEqual([255, 255, 255, 255]);
});

test('the number that failed is told when it changes, and on Windows to each new window', () => {
  const told: unknown[] = [];
  let window: string | null = 'first';
  const options = {
    setBadgeCount: (count: number) => told.push(count),
    currentWindow: () => window,
    setOverlay: (...overlay: readonly unknown[]) => void told.push(overlay),
  };
  const onDock = createFailedBadge<string>({ ...options, platform: 'darwin' });
  for (const failed of [0, 2, 2, 3, 0]) onDock({ failed });
  expect(told.splice(0)).toEqual([2, 3, 0]);
  const onTaskbar = createFailedBadge<string>({ ...options, platform: 'win32' });
  for (const failed of [0, 2, 2]) onTaskbar({ failed });
  window = null;
  onTaskbar({ failed: 2 });
  window = 'second';
  onTaskbar({ failed: 2 });
  speak('de', catalogueOf('de'));
  for (const failed of [2, 2, 0]) onTaskbar({ failed });
  speak('en', null);
  expect(told).toEqual([
    ['first', 2, '2 files failed'],
    ['second', 2, '2 files failed'],
    ['second', 2, '2 Dateien fehlgeschlagen'],
    ['second', 0, ''],
  ]);
});
