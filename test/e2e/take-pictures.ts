import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { RunningApp } from './launch-app.ts';
import { patienceMs } from './uploads-window.ts';

/** Where pictures of the window are put, to be looked at. */
export const pictureFolder = join(projectFolder, 'test-results', 'e2e');

/** The window in both themes and two sizes. */
export async function takePictures({ app, page }: RunningApp, name: string): Promise<void> {
  await mkdir(pictureFolder, { recursive: true });
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
  ] as const) {
    await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    });
    await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight]), { timeout: patienceMs }).toEqual([width, height]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(pictureFolder, `${name}-${colorScheme}-${width}x${height}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
