import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import { hasProgram } from '../servers/has-program.ts';
import { missingProgram } from '../servers/missing-program.ts';
import type { Sshd } from '../servers/start-sshd.ts';
import { startSshd } from '../servers/start-sshd.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { SettingsWindow } from './settings-window.ts';
import { patienceMs, UploadsWindow } from './uploads-window.ts';

const run = promisify(execFile);
const password = 'canary-77-Hawser';
/** The same as `rclone obscure` writes it. */
const obscured = 'BwcHBwcHBwcHBwcHBwcHB3C42_o9NhCOI1lMLoXTWKM';

const press = (place: Locator, name: string | RegExp): Promise<void> => place.getByRole('button', { name, exact: true }).click();
const itemOf = (dialog: Locator, name: string): Locator => dialog.getByRole('listitem').filter({ hasText: name });

describe.skipIf(!hasProgram('sshd'))(`a host key that changed ${missingProgram('sshd') ?? ''}`, () => {
  let running: RunningApp;
  let gantry: UploadsWindow;
  let first: Sshd;
  let second: Sshd;
  let tree: Tree;
  beforeAll(async () => {
    tree = await makeTree({ files: { 'before/a.txt': 1_000, 'after/b.txt': 2_000 } });
    first = await startSshd();
    // Its boxes are shown, and answered by the test.
    running = await launchApp({ environment: { GANTRY_NO_DIALOGS: '', CI: '' } });
    gantry = new UploadsWindow(running.page);
  });
  afterAll(async () => {
    await running.dispose();
    await second.close();
    await tree.remove();
  });

  test('is shown with the old one, and trusted after a question; what waited goes on by itself', async () => {
    const port = Number(new URL(first.url).port);
    // The key lies elsewhere, as it stays when the first server goes.
    const keyPath = join(running.folder, 'id');
    await writeFile(keyPath, await readFile(first.keyPath, 'utf8'), { mode: 0o600 });
    const before = await fingerprintOf(first);
    await gantry.addDestination('Box', `${first.url}?key=${encodeURIComponent(keyPath)}`);
    await running.drop([tree.pathOf('before')]);
    expect(await gantry.waitForReceipt()).toContain('1 file arrived at Box');
    await first.close();

    second = await startSshd({ port });
    const now = await fingerprintOf(second);
    await writeFile(keyPath, await readFile(second.keyPath, 'utf8'), { mode: 0o600 });
    const { destinations } = await gantry.request('listDestinations', {});
    const destinationId = destinations.find(({ name }) => name === 'Box')?.destinationId;
    if (destinationId === undefined) throw new Error('Box is not in the list.');
    await gantry.request('updateDestination', { destinationId, url: `${second.url}?key=${encodeURIComponent(keyPath)}` });
    await running.drop([tree.pathOf('after')]);
    await gantry.waitForState('b.txt', /another host key than before/);
    await running.page.getByRole('button', { name: 'Trust this key, for b.txt' }).click();
    const question = running.page.getByRole('dialog', { name: 'The host key of Box' });
    expect(await question.innerText()).toContain(before);
    expect(await question.innerText()).toContain(now);
    await press(question, 'Do not trust it');
    await question.waitFor({ state: 'detached' });
    expect(await readdir(second.directory)).toEqual([]);

    await gantry.button('Trust this key: Box').click();
    const boxes = new SettingsWindow(running);
    await boxes.answerBoxes('Cancel');
    await press(question, 'It is right: trust the new key');
    await expect.poll(() => boxes.asked(), { timeout: patienceMs }).toHaveLength(1);
    expect(await boxes.asked()).toEqual([expect.stringContaining(`Before: ${before}\nNow: ${now}`)]);
    expect(await readdir(second.directory)).toEqual([]);
    await boxes.answerBoxes('yes');
    await press(question, 'It is right: trust the new key');
    await question.waitFor({ state: 'detached' });
    await expect.poll(() => readdir(second.directory), { timeout: patienceMs }).toEqual(['after']);
    await gantry.waitForState('b.txt', /Done|Verified/);
    expect(running.consoleProblems).toEqual([]);
  });

  test('is trusted from the form of an address that is not saved, and the test goes on', async () => {
    const port = Number(new URL(second.url).port);
    await second.close();
    second = await startSshd({ port });
    const keyPath = join(running.folder, 'id');
    await writeFile(keyPath, await readFile(second.keyPath, 'utf8'), { mode: 0o600 });
    const dialog = await gantry.openDestinations();
    await press(dialog, 'Add destination…');
    await dialog.getByLabel('Address').fill(`${second.url}?key=${encodeURIComponent(keyPath)}`);
    await press(dialog, 'Test this destination');
    await press(dialog, 'Trust this key…');
    await dialog.getByText(await fingerprintOf(second)).waitFor();
    await press(dialog, 'It is right: trust the new key');
    await dialog.getByText('It answers and can be used.').waitFor();
    const { destinations } = await gantry.request('listDestinations', {});
    expect(destinations.filter(({ kind }) => kind === 'sftp')).toHaveLength(1);
    expect(running.consoleProblems).toEqual([]);
  });
});

describe('what other programs of this computer know', () => {
  let running: RunningApp;
  let gantry: UploadsWindow;
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'gantry e2e home '));
    await mkdir(join(home, '.ssh'));
    running = await launchApp({ environment: { HOME: home, XDG_CONFIG_HOME: join(home, '.config'), SSH_AUTH_SOCK: '' } });
    gantry = new UploadsWindow(running.page);
  });
  afterAll(async () => {
    await running.dispose();
    await rm(home, { recursive: true, force: true });
  });

  test('is nothing: that is said, and where was looked', async () => {
    const dialog = await gantry.openDestinations();
    await press(dialog, 'Import…');
    await dialog.getByText(/^Nothing was found\. Gantry looked into .*rclone\.conf/).waitFor();
    await press(dialog, 'Cancel importing');
    await press(dialog, 'Close');
  });

  test('is listed by program, and what is marked is imported with its secrets, which the page never sees', async () => {
    await writeFile(join(home, '.ssh', 'config'), 'Host studio\n  HostName studio.invalid\n  User ann\nHost inner\n  ProxyJump studio\n');
    await mkdir(join(home, '.config', 'rclone'), { recursive: true });
    const remotes = [
      `[cloud]\ntype = webdav\nurl = https://cloud.invalid/dav/\nuser = ann\npass = ${obscured}`,
      `[store]\ntype = s3\nprovider = Minio\nendpoint = https://store.invalid\naccess_key_id = AKIA77\nsecret_access_key = ${password}`,
      '[drive]\ntype = drive',
    ];
    await writeFile(join(home, '.config', 'rclone', 'rclone.conf'), `${remotes.join('\n')}\n`);
    const dialog = await gantry.openDestinations();
    await press(dialog, 'Import…');
    await itemOf(dialog, 'drive').getByText('Gantry has nothing for rclone’s type drive.').waitFor();
    expect(await itemOf(dialog, 'cloud').innerText()).toContain('Its password comes along');
    expect(await itemOf(dialog, 'studio.invalid').innerText()).toContain('Needs a key file or its password');
    expect(await dialog.getByRole('checkbox', { name: 'Import inner' }).count()).toBe(0);

    await dialog.getByRole('checkbox', { name: 'Import all rclone remotes' }).check();
    await dialog.getByRole('checkbox', { name: 'Import studio' }).check();
    await press(dialog, 'Import 3');
    expect(await dialog.getByText('Give its bucket.').count()).toBe(1);
    await dialog.getByLabel('Bucket').fill('photos');
    await press(dialog, 'Import 3');
    await dialog.getByText('3 destinations added.').waitFor();
    const { destinations } = await gantry.request('listDestinations', {});
    expect(destinations.map(({ name, url, savedSecrets, isDefault }) => [name, url, savedSecrets, isDefault])).toEqual([
      ['This computer', '', [], true],
      ['cloud', 'dav+https://ann@cloud.invalid/dav/', ['password'], false],
      ['store', 's3+https://store.invalid/photos', ['accessKeyId', 'secretAccessKey'], false],
      ['studio', 'sftp://ann@studio.invalid/~/', [], false],
    ]);
    const listed = await gantry.request('listImportable', {});
    expect(JSON.stringify([destinations, listed])).not.toMatch(/canary|AKIA77/);
    expect(listed.importables.find(({ name }) => name === 'cloud')).toMatchObject({ isSaved: true });

    // What is needed yet is given where it was imported.
    await press(dialog, 'Sign in at studio');
    await dialog.getByLabel('Password').and(dialog.locator(':focus')).waitFor();
    await press(dialog, 'Cancel editing');
    await press(dialog, 'Close');
    expect(running.consoleProblems).toEqual([]);
  });
});

async function fingerprintOf({ hostKey }: Sshd): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gantry-key-'));
  try {
    await writeFile(join(folder, 'key.pub'), hostKey);
    const { stdout } = await run('ssh-keygen', ['-l', '-f', join(folder, 'key.pub')]);
    return /SHA256:\S+/.exec(stdout)?.[0] ?? 'none';
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
