import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterEach, expect, test } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { BatchProgress, ProgressEnvelope } from '../../shared/progress.ts';
import { compareTrees } from '../files/compare-trees.ts';
import { makeTree } from '../files/make-tree.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import { startTusServer } from '../servers/start-tus-server.ts';
import type { RunningApp } from './launch-app.ts';
import { launchEach } from './launch-each.ts';
import { UploadsWindow } from './uploads-window.ts';

const builtCli = join(projectFolder, 'out', 'main', 'cli.js');
const servers: { close(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});
// Hooks run from the last to the first: the apps end before the servers that they speak to.
const launch = launchEach();

/** Runs the built command as a process of its own on the app's queue, from the app's folder. */
function gantry({ dataDirectory, folder }: Pick<RunningApp, 'dataDirectory' | 'folder'>, ...words: readonly string[]) {
  const child = spawn(process.execPath, [builtCli, ...words], {
    cwd: folder,
    env: { ...process.env, GANTRY_DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text: Buffer) => {
      output[name] += text.toString();
    });
  }
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode: Number(exitCode), ...output }));
  return { child, ended, output };
}

test('a command adds to the open window: its rows show up there, it sees the progress, and both tell the same', async () => {
  const app = await launch();
  const files = { 'a.bin': 1_500_000, 'sub/b.bin': 70_000, 'sub/ü.txt': 5 };
  await makeTree({ directory: join(app.folder, 'from terminal'), files });
  const window = new UploadsWindow(app.page);
  const upload = await gantry(app, 'upload', '--json', '--to', 'This computer', 'from terminal').ended;
  expect(upload).toMatchObject({ exitCode: 0, stderr: '' });
  const events = upload.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ProgressEnvelope);
  expect(events.some(({ action }) => action === 'file_progress')).toBe(true);
  expect(events.at(-1)).toMatchObject({ action: 'batch_progress', payload: { status: 'completed', successful: 3, name: 'from terminal' } });
  for (const name of ['a.bin', 'b.bin', 'ü.txt']) await window.row(name).waitFor();
  expect(await window.waitForReceipt()).toContain('3');
  expect((await compareTrees(join(app.folder, 'from terminal'), join(app.receiveDirectory, 'from terminal'))).report).toBe('');

  const status = await gantry(app, 'status', '--json').ended;
  const { batches } = JSON.parse(status.stdout) as { readonly batches: readonly BatchProgress[] };
  expect(batches).toEqual((await window.overview()).batches);
  const listed = await gantry(app, 'destinations', 'list', '--json').ended;
  expect(JSON.parse(listed.stdout)).toEqual({ destinations: (await window.request('listDestinations', {})).destinations });
});

test('a window keeps the secret that a command hands it, and shows it to nobody', async () => {
  const app = await launch();
  const secret = 'to-ken-of-the-archive';
  const window = new UploadsWindow(app.page);
  expect(await gantry(app, 'destinations', 'add', 'Archive', 'put+https://files.example/in/').ended).toMatchObject({ exitCode: 0 });
  expect(await gantry(app, 'destinations', 'secret', 'Archive').ended).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('GANTRY_TOKEN_ARCHIVE'),
  });
  process.env['GANTRY_TOKEN_ARCHIVE'] = secret;
  const kept = await gantry(app, 'destinations', 'secret', 'Archive').ended;
  delete process.env['GANTRY_TOKEN_ARCHIVE'];
  expect(kept).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Kept for Archive by the open window, in .*: token\.\n$/) });
  const { destinations } = await window.request('listDestinations', {});
  expect(destinations.find(({ name }) => name === 'Archive')?.savedSecrets).toEqual(['token']);
  const listed = await gantry(app, 'destinations', 'list', '--json').ended;
  expect(listed.stdout).toContain('"savedSecrets":["token"]');
  expect(JSON.stringify([listed, kept, await app.readLog()])).not.toContain(secret);
});

test('a window that opens gets the queue from the server for programs, which goes on by asking it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gantry mcp '));
  const server = await startTusServer();
  const line = await startFaultProxy(server.url);
  servers.push(line, server);
  await line.set({ bytesPerSecond: 1_000_000 });
  await makeTree({ directory: join(folder, 'many'), files: { 'large.bin': 15_000_000 } });
  const place = { dataDirectory: join(folder, 'data'), folder };
  await gantry(place, 'destinations', 'add', 'Studio', `tus+${line.url}`).ended;
  const client = new Client({ name: 'test', version: '1' });
  const environment = { PATH: process.env['PATH'] ?? '', GANTRY_DATA_DIR: place.dataDirectory };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [builtCli, 'mcp', '--allow-write'], env: environment, stderr: 'ignore' }),
  );
  servers.push(client);
  await client.callTool({ name: 'add_files', arguments: { paths: [join(folder, 'many')], destination: 'Studio' } });
  await expect.poll(() => line.counters().connectionsOpen, { timeout: 15_000 }).toBeGreaterThan(0);

  // Follows what the server sends, and goes on with the window.
  const resumed = gantry(place, 'resume');
  await expect.poll(() => resumed.output.stdout + resumed.output.stderr, { timeout: 15_000 }).toContain('Going on with 1 file');
  const app = await launch({ folder });
  const window = new UploadsWindow(app.page);
  await window.row('large.bin').waitFor();
  await expect.poll(() => resumed.output.stderr, { timeout: 15_000 }).toContain('Another Gantry took the list over');
  await line.set({ bytesPerSecond: 100_000_000 });
  await expect.poll(async () => (await window.overview()).batches[0]?.status, { timeout: 30_000 }).toBe('completed');
  const answer = await client.callTool({ name: 'list_batches', arguments: {} });
  expect(answer.structuredContent).toMatchObject({ batches: [{ name: 'many', status: 'completed' }] });
  expect(await resumed.ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 file arrived') });
  expect(await server.files()).toHaveLength(1);
});

test('a window that is killed is told in the terminal, and the terminal can go on alone', async () => {
  const server = await startTusServer();
  const line = await startFaultProxy(server.url);
  servers.push(line, server);
  await line.set({ bytesPerSecond: 1_000_000 });
  const app = await launch();
  await makeTree({ directory: join(app.folder, 'many'), files: { 'large.bin': 12_000_000 } });
  const window = new UploadsWindow(app.page);
  const upload = gantry(app, 'upload', '--to', `tus+${line.url}`, 'many');
  await window.waitForState('large.bin', 'Uploading');
  await app.kill();
  await line.set({ bytesPerSecond: 100_000_000 });
  const ended = await upload.ended;
  expect(ended.exitCode).toBe(3);
  expect(ended.stderr).toContain('The Gantry that sent the files ended unexpectedly. 1 file is kept;');
  expect(await gantry(app, 'resume', '--json').ended).toMatchObject({ exitCode: 0 });
  expect(await server.files()).toHaveLength(1);
});
