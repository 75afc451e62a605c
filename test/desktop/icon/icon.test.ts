import { expect, test } from 'vitest';
import type { DesktopAction } from '../../../electron/desktop/desktop-action.ts';
import { desktopActionIn, desktopActions } from '../../../electron/desktop/desktop-action.ts';
import { buttonPicture, pictureSizePixels } from '../../../electron/desktop/icon/button-picture.ts';
import { dockMenu } from '../../../electron/desktop/icon/dock-menu.ts';
import { jumpList } from '../../../electron/desktop/icon/jump-list.ts';
import { thumbnailButtons } from '../../../electron/desktop/icon/thumbnail-buttons.ts';
import { createThumbnailPublisher } from '../../../electron/desktop/icon/thumbnail-publisher.ts';
import { totals } from '../progress-samples.ts';

test('each task of the jump list starts what it says', () => {
  const program = String.raw`C:\Gantry\Gantry.exe`;
  const tasks = jumpList(program);
  expect(tasks.map(({ title }) => title)).toEqual(['Add files…', 'Add folder…', 'Pause all', 'Resume all', 'Retry failed']);
  expect(tasks.map((task) => desktopActionIn([task.program, task.arguments]))).toEqual(desktopActions.map(({ action }) => action));
  expect(tasks[0]).toEqual({
    ...{ program, arguments: '--add-files', title: 'Add files…', description: 'Add files in Gantry' },
    ...{ iconPath: program, iconIndex: 0 },
  });
});

test('each entry of the Dock’s menu does what it says', () => {
  const acted: DesktopAction[] = [];
  for (const { click } of dockMenu((action) => acted.push(action))) click?.(undefined as never, undefined, undefined as never);
  expect(acted).toEqual(desktopActions.map(({ action }) => action));
});

test.each([
  [{}, ['addFiles']],
  [{ active: 1 }, ['pauseAll', 'addFiles']],
  [{ queued: 1, paused: 1 }, ['pauseAll', 'resumeAll', 'addFiles']],
  [{ waiting: 1, failed: 2 }, ['pauseAll', 'resumeAll', 'retryFailed', 'addFiles']],
  [{ paused: 1 }, ['resumeAll', 'addFiles']],
])('of a queue with %j the buttons that can be pressed are %j', (counts, enabled) => {
  const none = { active: 0, queued: 0, waiting: 0, paused: 0, failed: 0 };
  const buttons = thumbnailButtons(totals({ ...none, ...counts }));
  expect(buttons.map(({ action }) => action)).toEqual(['pauseAll', 'resumeAll', 'retryFailed', 'addFiles']);
  expect(buttons.filter(({ isEnabled }) => isEnabled).map(({ action }) => action)).toEqual(enabled);
  expect(buttons.every(({ tooltip }) => tooltip !== '')).toBe(true);
});

test('the buttons are there as soon as a window is shown, and again for one that was hidden or opened anew', () => {
  const window = (isVisible: boolean) => ({ isVisible: () => isVisible });
  let current = window(false);
  const put: unknown[] = [];
  const { update, windowShown } = createThumbnailPublisher(
    () => current,
    (to) => put.push(to) > 0,
  );
  update(totals());
  expect(put).toEqual([]);
  current = window(true);
  windowShown(totals());
  update(totals());
  expect(put).toEqual([current]);
  windowShown(totals());
  expect(put).toEqual([current, current]);
  current = window(true);
  windowShown(totals());
  update(totals({ active: 1 }));
  expect(put.slice(2)).toEqual([current, current]);
});

test('each button has a picture of its own, drawn and not empty, with its opacity multiplied in', () => {
  const actions: readonly DesktopAction[] = ['pauseAll', 'resumeAll', 'retryFailed', 'addFiles'];
  const pictures = actions.map(buttonPicture);
  expect(new Set(pictures.map((picture) => picture.toString('base64'))).size).toBe(4);
  for (const picture of pictures) {
    expect(picture).toHaveLength(pictureSizePixels * pictureSizePixels * 4);
    const covered =
      picture.filter((_byte, index) => index % 4 === 3).reduce((sum, opacity) => sum + opacity / 255, 0) / pictureSizePixels ** 2;
    expect(covered).toBeGreaterThan(0.05);
    expect(covered).toBeLessThan(0.4);
    for (let pixel = 0; pixel < picture.length; pixel += 4)
      expect(Math.max(...picture.subarray(pixel, pixel + 3))).toBeLessThanOrEqual(picture[pixel + 3] ?? 0);
  }
});
