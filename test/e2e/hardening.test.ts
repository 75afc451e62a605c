import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bridgeChannels } from '../../electron/desktop/bridge-channels.ts';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';

// Electron's checklist (its documentation, “Security”), point by point, read from the running app.
let running: RunningApp;
beforeAll(async () => {
  running = await launchApp();
});
afterAll(() => running.dispose());

test('2 to 8, 10, 11: every page is isolated, sandboxed and without Node, experiments and views inside', async () => {
  const pages = await running.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => ({
      type: contents.getType(),
      address: contents.getURL(),
      // Electron has it at run time, and leaves it out of its types.
      preferences: (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences(),
    })),
  );
  expect(pages).toHaveLength(1);
  for (const { type, address, preferences } of pages) {
    expect(type).toBe('window');
    expect(address).toBe('gantry-app://window/index.html');
    expect(preferences).toMatchObject({ contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true });
    for (const name of [
      'nodeIntegrationInWorker',
      'nodeIntegrationInSubFrames',
      'allowRunningInsecureContent',
      'experimentalFeatures',
      'enableBlinkFeatures',
      'webviewTag',
      'navigateOnDragDrop',
      'disableWebSecurity',
      'enableWebSQL',
    ]) {
      expect(preferences[name] ?? false, name).toBeFalsy();
    }
  }
});

test('1, 18: only our own scheme is served, and no page comes from a file', async () => {
  const schemes = await running.app.evaluate(({ session }) =>
    ['gantry-app', 'file', 'http', 'https', 'ws', 'ftp'].filter((scheme) => session.defaultSession.protocol.isProtocolHandled(scheme)),
  );
  expect(schemes).toContain('gantry-app');
  expect(schemes).not.toContain('http');
  for (const address of ['gantry-app://elsewhere/index.html', 'gantry-app://window/../package.json', 'gantry-app://window/none.html']) {
    const status = await running.app.evaluate(
      ({ session }, target) =>
        session.defaultSession.fetch(target).then(
          ({ status }) => status,
          () => 0,
        ),
      address,
    );
    expect([0, 404]).toContain(status);
  }
});

test('7: the policy goes out with every answer, and allows nothing inline and nobody else', async () => {
  const headers = await running.app.evaluate(async ({ session }) => {
    const { headers } = await session.defaultSession.fetch('gantry-app://window/index.html');
    return Object.fromEntries(headers.entries());
  });
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-dns-prefetch-control': 'off', 'referrer-policy': 'no-referrer' });
});

test('5: every permission is refused, asked for or looked up', async () => {
  const names = [
    'camera',
    'microphone',
    'geolocation',
    'notifications',
    'clipboard-read',
    'midi',
    'persistent-storage',
    'screen-wake-lock',
  ];
  for (const name of names) {
    const state = await running.page.evaluate(
      `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state, () => 'denied')`,
    );
    expect(state, name).toBe('denied');
  }
});

test('17: no channel but the bridge’s is listened to', async () => {
  const channels = await running.app.evaluate(({ ipcMain }) => {
    // Where Electron keeps the answers to `invoke`; its own listener for errors is no channel.
    const invoked = (ipcMain as unknown as { _invokeHandlers: Map<string, unknown> })._invokeHandlers;
    return [...ipcMain.eventNames().map(String), ...invoked.keys()].filter((name) => name !== 'error').sort();
  });
  const { changes: _, ...inbound } = bridgeChannels;
  expect(channels).toEqual(Object.values(inbound).sort());
});

test('13, 14, 15: no page goes elsewhere, opens a window, or hands an address to the system', async () => {
  const counts = await running.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .map((contents) =>
        ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview', 'select-bluetooth-device'].filter(
          (name) => contents.listenerCount(name) === 0,
        ),
      ),
  );
  expect(counts).toEqual([[]]);
  const folder = join(projectFolder, 'electron');
  const callers = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && readFileSync(join(folder, path), 'utf8').includes('openExternal('))
    .filter((path) => path !== join('desktop', 'open-external.ts'));
  expect(callers, 'one file decides which addresses the system may open').toEqual([]);
});

test('16: the Electron that goes out is named exactly', () => {
  const manifest = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
    readonly devDependencies: Record<string, string>;
  };
  expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
});
