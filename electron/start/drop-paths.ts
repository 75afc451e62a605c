import type { ElectronApplication, Page } from 'playwright-core';

/**
 * Drops real files and folders on a page of a running Electron, as a person does: the preload sees their true paths.
 * The drop is made in the middle of what `selector` finds. A path that does not exist drops just as well.
 */
export async function dropPaths(app: ElectronApplication, page: Page, selector: string, paths: readonly string[]): Promise<void> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`Nothing to drop on: ${selector} is not shown.`);
  const session = await app.context().newCDPSession(page);
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  }
  await session.detach();
}
