import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { feedText } from '../../servers/parts/feed-text.ts';
import { freePort } from '../../servers/parts/free-port.ts';
import { standInAppImage } from '../parts/stand-in-app-image.ts';
import { startApp } from '../parts/started-app.ts';
import { askFromPage, versions } from '../parts/update-stage.ts';
import { windowAt } from '../parts/window-at.ts';
import type { UpdateCheck } from './try-updates.ts';

/** One file replaces another one in a folder of the person's own: nobody becomes root, and the new file is what is started, under the name of the old one. */
export async function tryAppImage({ user, display, stage }: UpdateCheck): Promise<string> {
  const nameOf = (version: string): string => `Gantry-${version}-linux-x86_64.AppImage`;
  const folder = join(user.home, 'images');
  await mkdir(folder);
  const program = await standInAppImage(stage.oldUnpacked, join(folder, nameOf(versions.old)));
  const offered = await standInAppImage(stage.newUnpacked, join(stage.newUnpacked, '..', nameOf(versions.new)));
  await user.own(folder);
  const content = await readFile(offered);
  stage.feed.files.set('/latest-linux.yml', feedText(versions.new, nameOf(versions.new), content));
  stage.feed.files.set(`/${nameOf(versions.new)}`, content);
  const debuggingPort = await freePort();
  const environment = { GANTRY_NO_DIALOGS: '1', GANTRY_DATA_DIR: join(user.home, 'image data') };
  const app = await startApp({ ...{ user, program, display, environment, debuggingPort } });
  try {
    assert.deepEqual(await askFromPage(app.page, 'lookForUpdate', {}), { kind: 'coming', version: versions.new });
    const ready = app.page.locator('.notice', { hasText: 'It is installed when you restart, or when you quit and nothing is being sent' });
    await ready.waitFor({ timeout: 60_000 });
    const closed = app.page.waitForEvent('close', { timeout: 60_000 });
    await app.page.getByRole('button', { name: 'Restart now for the update' }).click();
    await closed;
    const { page, browser } = await windowAt(`http://127.0.0.1:${debuggingPort}`, 60_000);
    await page.locator('.notice', { hasText: `This is Gantry ${versions.new}` }).waitFor({ timeout: 30_000 });
    // Under the old name, which an entry for the login has written down.
    assert.deepEqual(await readdir(folder), [nameOf(versions.old)]);
    assert.ok((await readFile(program)).equals(content));
    await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => undefined);
    return 'replaced by its owner alone, under its name, and started again';
  } finally {
    app.kill();
    await rm(offered);
  }
}
