import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { access, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { compareFolders } from '../../../electron/start/compare-folders.ts';
import { freePort } from '../../servers/parts/free-port.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { startTusServer } from '../../servers/start-tus-server.ts';
import type { BecomingRoot } from '../parts/becoming-root.ts';
import type { OrdinaryUser } from '../parts/ordinary-user.ts';
import { startApp } from '../parts/started-app.ts';
import type { UpdateStage } from '../parts/update-stage.ts';
import { askFromPage, installedVersion, versions } from '../parts/update-stage.ts';
import { windowAt } from '../parts/window-at.ts';

export interface UpdateCheck {
  readonly user: OrdinaryUser;
  readonly display: string;
  readonly stage: UpdateStage;
  readonly root: BecomingRoot;
}

const program = '/usr/bin/gantry-desktop';
const mebibyte = 1024 * 1024;
/** More than the sockets on the way hold. */
const filmBytes = 12 * mebibyte;
const quietly = { GANTRY_NO_DIALOGS: '1' };
const noticeOf = (page: Page, words: string) => page.locator('.notice', { hasText: words });

/** Nobody is asked for updates, whoever wants it; and what was unpacked by hand says that it cannot update itself. */
export async function tryNoUpdates({ user, display, stage, root }: UpdateCheck): Promise<string> {
  const environment = { ...quietly, PATH: root.path, GANTRY_DATA_DIR: join(user.home, 'no updates') };
  const set = await user.run('gantry', ['settings', 'set', 'updates.isOn', 'false'], environment);
  assert.equal(set.exitCode, 0, set.stderr);
  await stage.offerNew();
  const app = await startApp({ ...{ user, program, display, environment } });
  try {
    // The first look of a Gantry that may look comes after fifteen seconds.
    await sleep(20_000);
    assert.deepEqual(await askFromPage(app.page, 'lookForUpdate', {}), { kind: 'off' });
    assert.deepEqual(stage.feed.seen, []);
    assert.equal(await app.quit(), 0);
  } finally {
    app.kill();
  }
  const unpacked = await startApp({
    ...{ user, display, program: join(stage.oldUnpacked, 'gantry-desktop') },
    environment: { ...quietly, GANTRY_DATA_DIR: join(user.home, 'unpacked updates') },
  });
  try {
    assert.deepEqual(await askFromPage(unpacked.page, 'lookForUpdate', {}), { kind: 'cannot', obstacle: 'no-package' });
    assert.deepEqual(stage.feed.seen, []);
    assert.equal(await unpacked.quit(), 0);
  } finally {
    unpacked.kill();
  }
  return 'switched off: not one request; unpacked: says so';
}

/** A download that is not what was announced, and an installation that nobody allows: the old one goes on, and says why. */
export async function tryRefusedUpdates({ user, display, stage, root }: UpdateCheck): Promise<string> {
  const debuggingPort = await freePort();
  const environment = { ...quietly, PATH: root.path, GANTRY_DATA_DIR: join(user.home, 'refused') };
  await stage.offer('0.9.8', 'wrong');
  const app = await startApp({ ...{ user, program, display, environment, debuggingPort } });
  try {
    assert.deepEqual(await askFromPage(app.page, 'lookForUpdate', {}), { kind: 'coming', version: '0.9.8' });
    await noticeOf(app.page, 'The update is not what was announced').waitFor({ timeout: 30_000 });
    await assert.rejects(askFromPage(app.page, 'restartForUpdate', {}), /No update is ready/);
    assert.deepEqual(await readdir(join(user.home, '.cache', 'gantry-updater', 'pending')), []);
    await stage.offer('0.9.9', 'right');
    await root.answer('no');
    // The answer of a moment ago holds for ten seconds.
    await sleep(11_000);
    const found = await askFromPage(app.page, 'lookForUpdate', {});
    // Ready already, where Gantry's own first look came before ours.
    assert.ok(['coming', 'ready'].includes(String(Object(found).kind)));
    assert.equal(Object(found).version, '0.9.9');
    const asked = (await root.asked()).length;
    await app.page.getByRole('button', { name: 'Restart now for the update' }).click({ timeout: 30_000 });
    await waitUntil('the password was asked for', async () => (await root.asked()).length > asked, 30_000);
    const { page, browser } = await windowAt(`http://127.0.0.1:${debuggingPort}`, 60_000);
    await noticeOf(page, 'the system said no').waitFor({ timeout: 10_000 });
    assert.equal((await root.asked()).length, asked + 1, 'asked once');
    assert.equal(await installedVersion(), versions.old);
    await (await browser.newBrowserCDPSession()).send('Browser.close').catch(() => undefined);
    await untilGone(debuggingPort);
  } finally {
    app.kill();
    await root.answer('yes');
  }
  return 'a wrong checksum is thrown away, a refused password leaves the old one running';
}

/** The whole way, with a queue in the middle of its work. */
export async function tryUpdate({ user, display, stage, root }: UpdateCheck): Promise<string> {
  const folder = join(user.home, 'update');
  const [films, disks] = [join(folder, 'films'), join(folder, 'disks')];
  for (const path of [folder, films, disks]) await mkdir(path);
  for (let index = 1; index <= 12; index += 1) await writeFile(join(films, `film ${index}.bin`), randomBytes(filmBytes));
  await writeFile(join(disks, 'disk.img'), randomBytes(40 * mebibyte));
  await user.own(folder);
  const [put, tus] = [await startPutRecorder(), await startTusServer()];
  // What cannot be gone on with goes through the one, what can through the other.
  const slowPut = await startFaultProxy(put.url);
  const slowTus = await startFaultProxy(tus.url);
  await slowPut.set({ bytesPerSecond: 4 * mebibyte });
  await slowTus.set({ bytesPerSecond: mebibyte });
  const debuggingPort = await freePort();
  const environment = { ...quietly, PATH: root.path, GANTRY_DATA_DIR: join(folder, 'data') };
  const app = await startApp({ ...{ user, program, display, environment, debuggingPort } });
  const puts = () => put.requests().filter(({ method }) => method === 'PUT');
  try {
    const { page } = app;
    const add = async (name: string, url: string, path: string): Promise<void> => {
      // By the command: a page would have to ask a person about the address.
      const added = await user.run('gantry', ['destinations', 'add', name, url], environment);
      assert.equal(added.exitCode, 0, added.stderr);
      // What is added is the default.
      await askFromPage(page, 'addPaths', { paths: [path], conflict: 'overwrite' });
    };
    await add('Disks', `tus+${slowTus.url}`, disks);
    await waitUntil('the disk is on its way', () => tus.requests().some(({ bytes }) => bytes > mebibyte), 30_000);
    await add('Films', `put+${slowPut.url}`, films);
    await waitUntil('films are on their way', () => puts().length >= 4, 30_000);
    await stage.offerNew();
    assert.deepEqual(await askFromPage(page, 'lookForUpdate', {}), { kind: 'coming', version: versions.new });
    await noticeOf(page, `Gantry ${versions.new} is ready`).waitFor({ timeout: 30_000 });
    const underWay = puts().filter(({ status }) => status === null).length;
    assert.ok(underWay >= 3, `${underWay} films are on their way`);
    assert.equal(await installedVersion(), versions.old);
    await page.getByRole('button', { name: 'Restart now for the update' }).click();
    await noticeOf(page, `Gantry ${versions.new} comes next`).waitFor({ timeout: 5_000 });
    const begun = puts().length;
    const questions = (await root.asked()).length;
    const busyAt: number[] = [];
    const timer = setInterval(() => {
      if (puts().some(({ status }) => status === null)) busyAt.push(Date.now());
    }, 20);
    await waitUntil('the password was asked for', async () => (await root.asked()).length > questions, 90_000);
    clearInterval(timer);
    const askedAt = (await root.asked()).at(-1) ?? 0;
    assert.ok(busyAt.length > 50, `films were on their way after it was wanted (${busyAt.length} looks)`);
    assert.ok((busyAt.at(-1) ?? 0) <= askedAt, `nothing was on its way when it was installed (${(busyAt.at(-1) ?? 0) - askedAt} ms)`);
    assert.equal(puts().length, begun, 'nothing new began meanwhile');
    for (const { bytes } of puts()) assert.equal(bytes, filmBytes, 'what could not be gone on with was sent to its end');

    const next = await windowAt(`http://127.0.0.1:${debuggingPort}`, 60_000);
    await noticeOf(next.page, `This is Gantry ${versions.new}`).waitFor({ timeout: 10_000 });
    assert.equal(await installedVersion(), versions.new);
    assert.equal((await user.run('gantry', ['--version'])).stdout.trim(), versions.new);
    const { batches } = await askFromPage(next.page, 'getOverview', {});
    assert.deepEqual(batches.map(({ name, total }) => [name, total]).toSorted(), [
      ['disks', 1],
      ['films', 12],
    ]);
    await slowPut.set({ bytesPerSecond: 0 });
    await slowTus.set({ bytesPerSecond: 0 });
    await waitUntil(
      'every batch has arrived',
      async () => {
        const now = await askFromPage(next.page, 'getOverview', {});
        return now.batches.every(({ status }) => status === 'completed');
      },
      60_000,
    );
    assert.deepEqual(await compareFolders(films, join(put.directory, 'films')), []);
    assert.equal(new Set(puts().map(({ path }) => path)).size, 12);
    assert.equal(puts().length, 12, 'each film was sent once');
    const [disk] = await tus.files();
    assert.ok(disk !== undefined && disk.sizeBytes === 40 * mebibyte && (await tus.files()).length === 1);
    const sent = tus.requests().reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(sent - 40 * mebibyte < mebibyte, `${sent - 40 * mebibyte} bytes of the disk were sent twice`);
    await (await next.browser.newBrowserCDPSession()).send('Browser.close').catch(() => undefined);
    await untilGone(debuggingPort);
    return `${begun} films to their end, the disk stopped at a byte and went on (${sent - 40 * mebibyte} bytes twice), all there in ${versions.new}`;
  } finally {
    app.kill();
    for (const server of [slowPut, slowTus, put, tus]) await server.close();
  }
}

/** Where no password is asked for, an ordinary end of Gantry installs, and starts nothing; the end of a session does not. */
export async function tryUpdateAtEnd({ user, display, stage, root }: UpdateCheck): Promise<string> {
  await root.withoutPassword();
  await stage.offerNew();
  const environment = { ...quietly, PATH: root.path, GANTRY_DATA_DIR: join(user.home, 'at end') };
  const asked = (await root.asked()).length;
  const ends = [
    ['SIGTERM', versions.old],
    ['SIGINT', versions.new],
  ] as const;
  for (const [signal, version] of ends) {
    const app = await startApp({ ...{ user, program, display, environment } });
    try {
      await askFromPage(app.page, 'lookForUpdate', {});
      await noticeOf(app.page, 'It is installed when you restart, or when you quit and nothing is being sent').waitFor({ timeout: 30_000 });
      await app.page.getByRole('button', { name: 'Update later' }).click();
      assert.equal(await app.quit(signal), 0);
      assert.equal(await installedVersion(), version, signal);
    } finally {
      app.kill();
    }
  }
  assert.equal((await root.asked()).length, asked);
  return 'installed when it ended, not at the end of a session, and not started again';
}

async function untilGone(debuggingPort: number): Promise<void> {
  await waitUntil(
    'the app has ended',
    () =>
      fetch(`http://127.0.0.1:${debuggingPort}/json/version`).then(
        () => false,
        () => true,
      ),
    30_000,
  );
  // The last of it is written down behind the window.
  await sleep(500);
  await access(program);
}
