import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { waysOut, waysToFile } from './red-team-ways.ts';

// Everything here is said by a page that an attacker has taken over: it tries to get out, and must not.
let running: RunningApp;
/** A server elsewhere: nothing may ever reach it. */
const visits: string[] = [];
const elsewhere = createServer((request, response) => {
  visits.push(`${request.method} ${request.url}`);
  response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('secret');
});
const listener = createSocket('udp4').on('message', () => visits.push('a datagram'));
let origin = '';
let fileAddress = '';

beforeAll(async () => {
  elsewhere.listen(0, '127.0.0.1');
  listener.bind(0, '127.0.0.1');
  await Promise.all([once(elsewhere, 'listening'), once(listener, 'listening')]);
  origin = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  running = await launchApp({ agreesToAddresses: false });
  const path = join(running.folder, 'secret.js');
  await writeFile(path, 'globalThis.stolen = "stolen";');
  fileAddress = pathToFileURL(path).href;
});
afterAll(async () => {
  await running.dispose();
  elsewhere.close();
  listener.close();
});

const inPage = (script: string): Promise<unknown> => running.page.evaluate(script);
/** What a script that must fail came to: never `reached`. A second is enough for what stays on this machine. */
const attempt = (script: string): Promise<unknown> =>
  inPage(`Promise.race([
    new Promise((resolve) => setTimeout(resolve, 1000, 'silence')),
    (async () => { ${script} })().then((value) => value === undefined ? 'nothing' : 'reached: ' + String(value), (error) => 'refused'),
  ])`);
test.each(waysToFile)('no file is read by %s', async (_way, script) => {
  for (const address of [fileAddress, 'gantry-app://window/../../../../etc/hostname', 'gantry-app://window/%2e%2e/main/main.js']) {
    expect(await attempt(script.replaceAll('ADDRESS', JSON.stringify(address)))).not.toMatch(/^reached/);
  }
  expect(await inPage('window.stolen')).toBeUndefined();
});

test.each(waysOut)('no other origin is reached by %s', async (way, script) => {
  const address = `http://${origin}/${encodeURIComponent(way)}`;
  expect(await attempt(script.replaceAll('ADDRESS', JSON.stringify(address)))).not.toMatch(/^reached/);
  await sleep(50);
  expect(visits).toEqual([]);
});

test('no other origin is reached by a call to another page, over UDP or TCP', async () => {
  const { port } = listener.address();
  const servers = [`{ urls: 'stun:127.0.0.1:${port}' }`, `{ urls: 'turn:${origin}?transport=tcp', username: 'a', credential: 'b' }`];
  await inPage(`(async () => {
    const call = new RTCPeerConnection({ iceServers: [${servers.join(', ')}] });
    call.createDataChannel('out');
    await call.setLocalDescription(await call.createOffer());
    await new Promise((resolve) => setTimeout(resolve, 1500));
    call.close();
  })().catch(() => undefined)`);
  expect(visits).toEqual([]);
});

test.each([
  ['window.open', (address: string) => `window.open(${address})`],
  ['window.open with a name and features', (address: string) => `window.open(${address}, 'other', 'nodeIntegration=yes,width=10')`],
  ['a link', (address: string) => `Object.assign(document.createElement('a'), { href: ${address}, target: '_blank' }).click()`],
])('no window is opened by %s', async (_way, open) => {
  for (const address of [
    `http://${origin}/`,
    'about:blank',
    fileAddress,
    'gantry-app://window/index.html',
    'gantry://add',
    'mailto:a@b.c',
  ]) {
    await inPage(`void (${open(JSON.stringify(address))})`);
  }
  await inPage("void window.open(URL.createObjectURL(new Blob(['x'], { type: 'text/html' })))");
  await sleep(100);
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'gantry:request', 'ELECTRON_BROWSER_REQUIRE', ''])(
  'the request %j is not there',
  async (name) => {
    expect(await inPage(`gantry.request(${JSON.stringify(name)}, {})`)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  },
);

test('the bridge gives nothing but its four functions, also to a page that has bent its own language', async () => {
  const caught = await inPage(`(async () => {
    const caught = [];
    const kept = { call: Function.prototype.call, apply: Function.prototype.apply, then: Promise.prototype.then };
    for (const name of ['call', 'apply']) Function.prototype[name] = function (...args) {
      for (const value of args) if (value && typeof value === 'object' && ('invoke' in value || 'sendSync' in value)) caught.push(name);
      return Reflect.apply(kept[name], this, args);
    };
    Object.defineProperty(Object.prototype, 'ipcRenderer', { configurable: true, set(value) { caught.push('ipcRenderer'); } });
    try { await gantry.request('getOverview', {}); gantry.pathForFile(new File(['a'], 'b')); } finally {
      Object.assign(Function.prototype, { call: kept.call, apply: kept.apply });
      delete Object.prototype.ipcRenderer;
    }
    return caught;
  })()`);
  expect(caught).toEqual([]);
  expect(await inPage("(() => { 'use strict'; try { gantry.request = null; return 'changed'; } catch { return 'fixed'; } })()")).toBe(
    'fixed',
  );
});

test('a frame inside the page has no bridge of its own', async () => {
  const frames = await inPage(`(async () => {
    const found = [];
    for (const attributes of [{ src: 'about:blank' }, { srcdoc: 'x' }, { src: 'data:text/html,x' }, { src: '/index.html' }]) {
      const frame = Object.assign(document.createElement('iframe'), attributes);
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 100));
      try { found.push(typeof frame.contentWindow.gantry); } catch { found.push('undefined'); }
      frame.remove();
    }
    return found;
  })()`);
  expect(frames).toEqual(['undefined', 'undefined', 'undefined', 'undefined']);
});

test('a page in another window is not listened to, whatever address it has', async () => {
  const answers = await running.app.evaluate(async ({ app, BrowserWindow }) => {
    const found: unknown[] = [];
    for (const address of ['data:text/html,x', 'gantry-app://window/index.html']) {
      const other = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${app.getAppPath()}/out/preload/preload.cjs`, sandbox: true },
      });
      await other.loadURL(address);
      found.push(await other.webContents.executeJavaScript("gantry.request('getOverview', {})"));
      other.destroy();
    }
    return found;
  });
  const refused = { ok: false, error: { code: 'bad-request', details: { reason: 'sender' } } };
  expect(answers).toEqual([refused, refused]);
});

test.each([
  ['eval', 'eval("1")'],
  ['Function', 'new Function("return 1")()'],
  ['a timer with a text', '(setTimeout("window.stolen = 1"), undefined)'],
  ['WebAssembly', 'new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))'],
  ['a handler in an attribute', "(document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.stolen = 1\">'), undefined)"],
  ['a javascript: address', "(Object.assign(document.createElement('a'), { href: 'javascript:window.stolen = 1' }).click(), undefined)"],
])('no code is made by %s', async (_way, script) => {
  // In a turn of its own: what is said by the tool that steers the page is allowed to evaluate.
  const later = `new Promise((resolve) => setTimeout(() => {
    try { resolve((${script}) === undefined ? 'nothing' : 'reached'); } catch { resolve('refused'); }
  }))`;
  expect(await inPage(later)).not.toBe('reached');
  await sleep(100);
  expect(await inPage('window.stolen')).toBeUndefined();
});

test.each([
  ['a worker of a blob', 'new Worker(SCRIPT)'],
  ['a module worker of a blob', "new Worker(SCRIPT, { type: 'module' })"],
  ['a shared worker of a blob', 'new SharedWorker(SCRIPT).port'],
])('no code is run by %s', async (_way, script) => {
  const made = script.replace('SCRIPT', "URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))");
  const run = `return await new Promise((resolve, reject) => { const w = ${made}; w.onmessage = () => resolve('ran'); w.onerror = reject; })`;
  expect(await attempt(run)).not.toMatch(/^reached/);
});

test.each([
  ['the camera', 'return await navigator.mediaDevices.getUserMedia({ video: true })'],
  ['the screen', 'return await navigator.mediaDevices.getDisplayMedia()'],
  ['the clipboard', 'return await navigator.clipboard.readText()'],
  ['the place', 'return await new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))'],
  ['notifications', "if (await Notification.requestPermission() === 'granted') return 'granted'"],
  ['USB', 'return await navigator.usb.requestDevice({ filters: [] })'],
  ['HID', 'const [device] = await navigator.hid.requestDevice({ filters: [] }); return device'],
  ['serial ports', 'return await navigator.serial.requestPort()'],
  ['MIDI', 'return await navigator.requestMIDIAccess({ sysex: true })'],
  ['fonts', 'const [font] = await queryLocalFonts(); return font'],
  ['the file picker', 'return await showOpenFilePicker()'],
  ['a service worker', "return await navigator.serviceWorker.register('/assets/none.js')"],
])('%s is out of reach', async (_what, script) => {
  expect(await attempt(script)).not.toMatch(/^reached/);
});

test('nothing is downloaded', async () => {
  await inPage("Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.sh' }).click()");
  await sleep(200);
  expect(new URL(running.page.url()).pathname).toBe('/index.html');
  expect(visits).toEqual([]);
});

const changesOfSettings: readonly (readonly [string, string])[] = [
  ['a program', "{ afterQueue: { action: 'command', program: '/bin/sh', programArguments: ['-c', 'touch /tmp/taken'] } }"],
  ['a webhook', "{ afterQueue: { action: 'webhook', webhookUrl: 'http://ORIGIN/' } }"],
  ['a proxy', "{ network: { proxy: 'manual', proxyUrl: 'http://ORIGIN' } }"],
  ['a PAC file', "{ network: { proxy: 'pac', pacUrl: 'http://ORIGIN/p.pac' } }"],
  ['an authority', "{ network: { certificateAuthorities: ['-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----'] } }"],
  ['a shutdown', "{ afterQueue: { action: 'shut-down' } }"],
  ['leaving everything out', "{ transfers: { leaveOut: ['**'] } }"],
];

test.each(changesOfSettings)('the settings do not get %s without a person', async (_what, change) => {
  const before = await inPage("gantry.request('exportSettings', {})");
  for (const name of ['changeSettings', 'proposeSettings', 'updateSettings']) {
    const answer = await inPage(`gantry.request('${name}', { change: ${change.replace('ORIGIN', origin)} })`);
    expect(answer).not.toMatchObject({ ok: true, value: { isDone: true } });
    if (name !== 'proposeSettings') expect(answer).toMatchObject({ ok: false });
  }
  const text = `JSON.stringify({ version: 1, ...${change.replace('ORIGIN', origin)} })`;
  expect(await inPage(`gantry.request('importSettings', { text: ${text} })`)).toMatchObject({ ok: false });
  expect(await inPage("gantry.request('exportSettings', {})")).toEqual(before);
  expect(visits).toEqual([]);
});

test.each([
  ['addDestination', "{ name: 'Mine', url: 'put+http://ORIGIN/' }"],
  ['findDestination', "{ nameOrUrl: 'put+http://ORIGIN/' }"],
  ['testAddress', "{ url: 'put+http://ORIGIN/' }"],
  ['trustShownKey', "{ of: { url: 'sftp://ORIGIN/' }, fingerprint: 'SHA256:x' }"],
])('Gantry itself goes to no address of a page’s choice by %s', async (name, args) => {
  const answer = await inPage(`gantry.request('${name}', ${args.replace('ORIGIN', origin)})`);
  expect(answer).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
  expect(visits).toEqual([]);
});

test('a file for the settings is named by no page, and a password for a proxy is not kept without a person', async () => {
  for (const name of ['chooseProgram', 'chooseCertificates', 'chooseImport', 'chooseExport'])
    expect(await inPage(`gantry.request('${name}', { path: '/bin/sh' })`)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  expect(await inPage("gantry.request('saveProxyPassword', { password: 'x' })")).toMatchObject({ ok: false });
});
