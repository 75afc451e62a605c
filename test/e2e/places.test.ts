import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsVersion } from '../../shared/settings.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { DesktopSession } from '../servers/start-desktop-session.ts';
import { canPlayDesktop, startDesktopSession } from '../servers/start-desktop-session.ts';
import type { FaultProxy } from '../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import type { PutRecorder } from '../servers/start-put-recorder.ts';
import { startPutRecorder } from '../servers/start-put-recorder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const mebibyte = 1024 * 1024;
const folderName = '<b>R & D_1';

describe.skipIf(!canPlayDesktop())('a Linux desktop with a tray and notifications', () => {
  let desktop: DesktopSession;
  let running: RunningApp;
  let gantry: UploadsWindow;
  let server: PutRecorder;
  let line: FaultProxy;
  let tree: Tree;
  let isRefusing = true;
  const windows = (): Promise<number> => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  const closeWindow = (): Promise<void> => running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const trayItems = async (): Promise<readonly (readonly [string, boolean])[]> => {
    desktop.order({ order: 'read-tray' });
    return (await desktop.next('tray'))['items'] as readonly (readonly [string, boolean])[];
  };

  beforeAll(async () => {
    tree = await makeTree({ files: { [`${folderName}/film.mov`]: 12 * mebibyte, [`${folderName}/refused.pdf`]: 4_000 } });
    server = await startPutRecorder({
      answer: ({ method, path }) => (method === 'PUT' && path.includes('refused') && isRefusing ? { status: 403 } : undefined),
    });
    line = await startFaultProxy(server.url);
    await line.set({ bytesPerSecond: 2 * mebibyte });
    desktop = await startDesktopSession();
    running = await launchApp({
      environment: {
        DBUS_SESSION_BUS_ADDRESS: desktop.address,
        XDG_CURRENT_DESKTOP: 'KDE',
        XDG_CONFIG_HOME: join(tree.directory, 'config'),
      },
    });
    gantry = new UploadsWindow(running.page);
    await gantry.addDestination('Studio', `put+${line.url}`);
  });
  afterAll(async () => {
    await running.dispose();
    desktop.stop();
    await line.close();
    await server.close();
    await tree.remove();
  });

  test('the tray tells how far it is and what can be done, and the machine is kept awake while bytes move', async () => {
    await desktop.next('tray-item');
    expect(await trayItems()).toEqual([
      ['Nothing to upload', false],
      ['Pause all', false],
      ['Resume all', false],
      ['', true],
      ['Show Gantry', true],
      ['Quit Gantry', true],
    ]);
    await running.drop([tree.pathOf(folderName)]);
    const { id } = await desktop.next('awake');
    await expect.poll(async () => (await trayItems())[0]?.[0], { timeout: patienceMs }).toMatch(/^\d+ % · [\d.]+ MB\/s · .* · 1 failed$/);
    desktop.order({ order: 'choose', label: 'Pause all' });
    await gantry.waitForState('film.mov', /^Paused/);
    expect(await desktop.next('asleep')).toMatchObject({ id });
    await expect.poll(async () => (await trayItems())[0]?.[0], { timeout: patienceMs }).toMatch(/^Paused at \d+ % · 1 failed$/);
  });

  test('closed, the window leaves Gantry in the tray, which is told once; the queue goes on there', async () => {
    await gantry.button('Compact rows').click();
    await closeWindow();
    const told = await desktop.next('notification');
    expect(told).toMatchObject({ app: 'Gantry', title: 'Gantry goes on in the tray' });
    expect(told['actions']).toEqual(['default', 'Show', 'show', 'Show', 'quit', 'Quit Gantry']);
    expect(await windows()).toBe(0);
    desktop.order({ order: 'choose', label: 'Resume all' });
    await desktop.next('awake');
  });

  test('a batch that ends without a window is one notification, whose button tries again what failed', async () => {
    const ended = await desktop.next('notification');
    expect(ended).toMatchObject({
      title: `${folderName}: 1 file failed`,
      body: '1 of 2 files arrived at Studio. Show says why.',
      actions: ['default', 'Show', 'show', 'Show', 'retry-failed', 'Retry failed'],
      urgency: 1,
    });
    await desktop.next('asleep');
    isRefusing = false;
    desktop.order({ order: 'press', id: ended['id'], action: 'retry-failed' });
    const arrived = await desktop.next('notification');
    expect(arrived).toMatchObject({ title: `${folderName} has arrived`, body: '2 files, 12.6 MB, at Studio.', urgency: 0 });
    await expect.poll(trayItems, { timeout: patienceMs }).toContainEqual([`${folderName.replace('_', '__')}: 2 files arrived`, true]);
    expect(await windows()).toBe(0);
    desktop.order({ order: 'press', id: arrived['id'], action: 'default' });
    await expect.poll(windows).toBe(1);
    // The window that comes leads to the batch.
    const selected = (): Promise<readonly string[]> =>
      Promise.all(running.app.windows().flatMap((page) => page.locator('[role=grid] [aria-selected=true]').allInnerTexts())).then((all) =>
        all.flat(),
      );
    await expect.poll(selected, { timeout: patienceMs }).toEqual([expect.stringContaining('film.mov')]);
    // And looks as the last one did.
    expect(await running.app.windows()[0]?.getByRole('button', { name: 'Compact rows' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('what the settings say holds at once: opened at login by an entry of our own', async () => {
    const settings = (openAtLogin: boolean): Promise<void> =>
      writeFile(join(running.dataDirectory, 'settings.json'), JSON.stringify({ version: settingsVersion, app: { openAtLogin } }));
    const entry = (): Promise<string> =>
      readFile(join(tree.directory, 'config', 'autostart', 'gantry-desktop.desktop'), 'utf8').catch(() => '');
    await settings(true);
    await expect.poll(entry, { timeout: patienceMs }).toContain('"--at-login"');
    expect(await entry()).toContain(`X-Gantry-Data-Directory=${running.dataDirectory}\n`);
    await settings(false);
    await expect.poll(entry, { timeout: patienceMs }).toBe('');
  });

  test('a tray that goes away brings the window back, and without one the last window ends Gantry', async () => {
    await closeWindow();
    await expect.poll(windows).toBe(0);
    desktop.order({ order: 'host', isThere: false });
    await expect.poll(windows).toBe(1);
    const exited = new Promise<number | null>((resolve) => running.app.process().once('exit', resolve));
    await closeWindow().catch(() => undefined);
    expect(await exited).toBe(0);
    expect(desktop.events.filter(({ event }) => event === 'notification')).toHaveLength(3);
  });
});
