import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import { ReceiverFixture } from '../receiver/receiver-fixture.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { HttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const mebibyte = 1024 * 1024;
const pictureFolder = join(projectFolder, 'test-results', 'e2e');
const names = ['first.mov', 'second.mov', 'third.mov', 'fourth.jpg'];

let running: RunningApp;
let gantry: UploadsWindow;
let receiver: ReceiverFixture;
let refusing: HttpFaultProxy;
let line: FaultProxy;
let tree: Tree;
beforeAll(async () => {
  tree = await makeTree({
    files: { 'first.mov': 40 * mebibyte, 'second.mov': 40 * mebibyte, 'third.mov': 40 * mebibyte, 'fourth.jpg': 9_000 },
  });
  receiver = await ReceiverFixture.start();
  refusing = await startHttpFaultProxy(receiver.destinationUrl.replace(/^tus\+/, ''));
  line = await startFaultProxy(refusing.url);
  await line.set({ bytesPerSecond: 2 * mebibyte });
  running = await launchApp();
  gantry = new UploadsWindow(running.page);
  await gantry.addDestination('Studio', `tus+${line.url}`);
});
afterAll(async () => {
  await running.dispose();
  await line.close();
  await refusing.close();
  await receiver.close();
  await tree.remove();
});

const press = (key: string): Promise<void> => running.page.keyboard.press(key);
const hasFocus = (element: Locator): Promise<boolean> => element.evaluate((node) => node === document.activeElement);

/** Goes on by Tab until an element has the focus. */
async function tabTo(element: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps++) {
    if (await hasFocus(element)) return;
    await press('Tab');
  }
  expect(await hasFocus(element), 'reached by Tab').toBe(true);
}

/** How the focus is seen: the outline of an element, which nothing else has. */
const outlineOf = (element: Locator): Promise<string> =>
  element.evaluate((node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle === 'none' ? 'none' : `${style.outlineStyle} ${style.outlineWidth}`;
  });

test('everything works by keyboard alone, and the focus is always to be seen', async () => {
  refusing.addRule({
    method: 'POST',
    when: ({ headers }) => String(headers['upload-metadata']).includes(Buffer.from('fourth.jpg').toString('base64')),
    times: 1,
    fault: { kind: 'answer', status: 403, body: 'Not this one.' },
  });
  await running.drop(names.map((name) => tree.pathOf(name)));
  await gantry.waitForState('fourth.jpg', 'No permission (403)');
  await gantry.waitForState('second.mov', /left/);

  await tabTo(gantry.button('Pause all'));
  expect(await outlineOf(gantry.button('Pause all'))).toBe('solid 2px');
  await tabTo(gantry.grid);
  await press('Home');
  await press('ArrowDown');
  const second = gantry.row('second.mov');
  expect(await second.getAttribute('aria-selected')).toBe('true');
  expect(await gantry.grid.getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
  expect(await outlineOf(second)).toBe('solid 2px');
  expect(await outlineOf(gantry.row('first.mov'))).toBe('none');

  await press('Space');
  await gantry.waitForState('second.mov', /^Paused/);
  expect(await gantry.stateOf('first.mov')).not.toContain('Paused');
  await press('Space');
  await gantry.waitForState('second.mov', /left|Starting|Uploading|Checking/);
  await press('Shift+ArrowUp');
  await press('Space');
  for (const name of ['first.mov', 'second.mov']) await gantry.waitForState(name, /^Paused/);
  expect(await gantry.stateOf('third.mov')).not.toContain('Paused');

  await press('End');
  expect(await gantry.row('fourth.jpg').getAttribute('aria-selected')).toBe('true');
  await tabTo(gantry.button('Retry fourth.jpg'));
  expect(await outlineOf(gantry.button('Retry fourth.jpg'))).toBe('solid 2px');
  await press('Enter');
  await gantry.waitForState('fourth.jpg', /^(Done|Verified)/);

  await gantry.grid.focus();
  await press('ArrowUp');
  await press('Delete');
  await gantry.waitForState('third.mov', 'Cancelled');
  await press('Control+3');
  expect(await gantry.filter('Waiting').getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => gantry.rowCount()).toBe(2);
  await press('Control+f');
  expect(await hasFocus(gantry.page.getByLabel('Find by name'))).toBe(true);
  await running.page.keyboard.type('second');
  await expect.poll(() => gantry.rowCount()).toBe(1);
  await press('Escape');
  await press('Control+1');
  await expect.poll(() => gantry.rowCount()).toBe(names.length);

  // A dialog begins with what it is for, and not with its end.
  await press('Control+Comma');
  const settings = gantry.page.getByRole('dialog', { name: 'Settings' });
  await expect.poll(() => hasFocus(settings.getByRole('tab', { name: 'Transfers' })), { timeout: patienceMs }).toBe(true);
  await press('Escape');
  await settings.waitFor({ state: 'detached' });
  await gantry.grid.focus();
  await press('Home');
  await press('Enter');
  const details = gantry.page.getByRole('dialog', { name: 'first.mov' });
  await expect.poll(() => hasFocus(details), { timeout: patienceMs }).toBe(true);
  await press('Escape');
  await details.waitFor({ state: 'detached' });
  expect(await hasFocus(gantry.grid)).toBe(true);
});

test('the window looks as it should in both themes and two sizes, with nothing beside its edges', async () => {
  await gantry.press('Resume', 'first.mov');
  await gantry.waitForState('first.mov', /left/);
  await mkdir(pictureFolder, { recursive: true });
  const backgrounds = new Set<string>();
  for (const [width, height] of [
    [1280, 800],
    [900, 600],
  ] as const) {
    await running.app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
      width,
      height,
    });
    await expect.poll(() => running.page.evaluate(() => [innerWidth, innerHeight]), { timeout: patienceMs }).toEqual([width, height]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await running.page.emulateMedia({ colorScheme });
      backgrounds.add(await running.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      await running.page.screenshot({ path: join(pictureFolder, `window-${colorScheme}-${width}x${height}.png`) });
      const beyond = await running.page.evaluate(() =>
        [...document.querySelectorAll('button, [role=progressbar], h2, tr')]
          .filter((element) => element.getClientRects().length > 0)
          .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
          .map((element) => element.getAttribute('aria-label') ?? element.textContent),
      );
      expect(beyond).toEqual([]);
      expect(await running.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
  expect(backgrounds.size).toBe(2);
});
