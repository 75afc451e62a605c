import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { projectFolder } from '../../electron/start/project-folder.ts';
import type { BatchProgress, ProgressEnvelope } from '../../shared/progress.ts';
import { compareTrees } from '../files/compare-trees.ts';
import { makeTree } from '../files/make-tree.ts';
import { startFaultProxy } from '../servers/start-fault-proxy.ts';
import { startTusServer } from '../servers/start-tus-server.ts';
import type { RunningApp } from './launch-app.ts';
import { launchApp } from './launch-app.ts';
import { UploadsWindow } from './uploads-window.ts';

const running: RunningApp[] = [];
const servers: { close(): Promise<unknown> }[] = [];
const launch = async (...options: Parameters<typeof launchApp>): Promise<RunningApp> => {
  const app = await launchApp(...options);
  running.push(app);
  return app;
};
afterEach(async () => {
  for (const app of running.splice(0)) await app.dispose();
  for (const server of servers.splice(0)) await server.close();
});

/** Runs the built command as a process of its own on the app's queue, from the app's folder. */
function gantry({ dataDirectory, folder }: RunningApp, ...words: readonly string[]) {
  const child = spawn(process.execPath, [join(projectFolder, 'out', 'main', 'cli.js'), ...words], {
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
