import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchProgress, Totals } from '../../shared/progress.ts';
import { compareTrees } from '../files/compare-trees.ts';
import { makeTree } from '../files/make-tree.ts';
import type { GantryHome, RunningGantry } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
let sent: string;
let received: string;
let url: string;

beforeEach(async () => {
  home = await makeGantryHome();
  sent = join(home.directory, 'sent');
  received = join(home.directory, 'received');
  const photos = Object.fromEntries(Array.from({ length: 8 }, (_, number) => [`photos/${number}.bin`, 200_000]));
  await makeTree({ directory: sent, files: { ...photos, 'films/one.bin': 300_000, 'films/two.bin': 300_000 } });
  ({ url } = await home.serve(received));
});
afterEach(() => home.remove());

/** A command that holds the queue for some seconds. */
async function startHolder(rate = '500k'): Promise<RunningGantry> {
  const holder = home.start(['upload', '--limit-rate', rate, '--to', url, 'photos'], { currentDirectory: sent });
  await expect.poll(() => existsSync(join(home.dataDirectory, 'local-socket.json')), { timeout: 15_000, interval: 20 }).toBe(true);
  return holder;
}

const start = (...words: readonly string[]): RunningGantry => home.start(words, { currentDirectory: sent });

async function status(): Promise<{ readonly batches: readonly BatchProgress[]; readonly totals: Totals }> {
  const { stdout, exitCode } = await home.run(['status', '--json']);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout);
}

describe('a second upload', () => {
  it('joins the first: one queue, its own lines alone, and each ends with 0 when its own files have arrived', async () => {
    const holder = await startHolder('300k');
    const joined = start('upload', '--json', '--to', url, 'films');
    await expect.poll(async () => (await status()).batches.length, { timeout: 20_000 }).toBe(2);
    const live = await status();
    expect(live.batches.map(({ name }) => name).sort()).toEqual(['films', 'photos']);
    expect(live.totals.total).toBe(10);
    const ended = await joined.ended;
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const files = ended.events().filter(({ action }) => action === 'file_progress');
    expect(new Set(files.map(({ payload }) => ('relativePath' in payload ? payload.relativePath : '')))).toEqual(
      new Set(['films/one.bin', 'films/two.bin']),
    );
    const last = new Map(files.map(({ payload }) => ['uploadId' in payload ? payload.uploadId : '', payload.status]));
    expect([...last.values()]).toEqual(['completed', 'completed']);
    expect(ended.events().at(-1)).toMatchObject({
      action: 'batch_progress',
      payload: { status: 'completed', successful: 2, name: 'films' },
    });
    expect(await holder.ended).toMatchObject({ exitCode: 0 });
    expect((await compareTrees(sent, received)).report).toBe('');
    expect(existsSync(join(home.dataDirectory, 'local-socket.json'))).toBe(false);
    expect(existsSync(join(home.dataDirectory, 'socket', 'gantry.sock'))).toBe(false);
  });

  it('keeps the first one from leaving before its files have arrived', async () => {
    await makeTree({ directory: join(home.directory, 'more'), files: { 'large.bin': 2_000_000 } });
    const holder = await startHolder('1M');
    const joined = home.start(['upload', '--to', url, 'more'], { currentDirectory: home.directory });
    await holder.saw(/Stays for 1 other command whose files this one sends/, 30_000);
    expect(await joined.ended).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('1 file arrived') });
    expect(await holder.ended).toMatchObject({ exitCode: 0 });
  });

  it('cannot be given limits of its own', async () => {
    await startHolder();
    const ended = await start('upload', '--limit-rate', '1M', '--to', url, 'films').ended;
    expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('leave out --concurrency, --limit-rate') });
  });

  it('keeps its secrets to itself, says so, and queues nothing for an address that nobody saved', async () => {
    await startHolder();
    const environment = { GANTRY_TOKEN: 'tok-en-that-stays-here' };
    const ended = await home.run(['upload', '--to', url, 'films'], { currentDirectory: sent, environment });
    expect(ended.exitCode).toBe(4);
    expect(ended.stderr).toContain('GANTRY_TOKEN of this terminal is not handed to it.');
    expect(ended.stderr).toContain('Nothing was queued.');
    expect((await status()).batches).toHaveLength(1);
    for (const name of ['logs/gantry.log', 'queue.db', 'queue.db-wal'])
      expect(readFileSync(join(home.dataDirectory, name), 'latin1')).not.toContain(environment.GANTRY_TOKEN);
  });
});

describe('Ctrl-C', () => {
  it('pauses the batch that this command added, and nothing else; resume goes on with it', async () => {
    const holder = await startHolder('300k');
    const joined = start('upload', '--to', url, 'films');
    await joined.saw(/Uploading 2 files/);
    joined.kill('SIGINT');
    const ended = await joined.ended;
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toBe('Interrupted. The batch is paused where it is sent: 2 files are kept; “gantry resume” goes on.\n');
    const { batches } = await status();
    expect(batches.find(({ name }) => name === 'films')).toMatchObject({ status: 'paused', paused: 2 });
    expect(batches.find(({ name }) => name === 'photos')).toMatchObject({ status: 'processing', paused: 0 });
    expect(await start('resume').ended).toMatchObject({ exitCode: 0 });
    expect(await holder.ended).toMatchObject({ exitCode: 0 });
    expect((await compareTrees(sent, received)).report).toBe('');
  });

  it('leaves alone what others added', async () => {
    const holder = await startHolder('300k');
    const resumed = start('resume');
    await resumed.saw(/Going on with 8 files/);
    resumed.kill('SIGINT');
    expect(await resumed.ended).toMatchObject({
      exitCode: 3,
      stderr: expect.stringMatching(/^Left alone\. .* goes on with \d files\.\n$/),
    });
    expect((await status()).batches).toMatchObject([{ status: 'processing', paused: 0 }]);
    expect(holder.child.exitCode).toBeNull();
  });
});

describe('when the holder ends', () => {
  it.each([
    ['SIGKILL', 'ended unexpectedly'],
    ['SIGINT', 'was closed'],
  ] as const)('by %s, the command that joined says so, ends with 3, and nothing is lost', async (signal, words) => {
    const holder = await startHolder('300k');
    const joined = start('upload', '--to', url, 'films');
    await joined.saw(/Uploading 2 files/);
    holder.kill(signal);
    const ended = await joined.ended;
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toContain(
      `The Gantry that sent the files ${words}. 2 files are kept; start it again, or “gantry resume” goes on.`,
    );
    await holder.ended;
    expect(await home.run(['resume'])).toMatchObject({ exitCode: 0 });
    expect((await compareTrees(sent, received)).report).toBe('');
  });

  it('or does not answer, others end with 5', async () => {
    const holder = await startHolder('100k');
    // Stopped, it takes the connection and never says a word.
    holder.kill('SIGSTOP');
    expect(await start('cancel', 'b1').ended).toMatchObject({ exitCode: 5 });
    holder.kill('SIGKILL');
  });
});

describe('other commands', () => {
  it('work on the same queue: files, cancel, destinations', async () => {
    // Slow enough for seven commands on a busy machine; what is left is cancelled.
    await startHolder('50k');
    const [batch] = (await status()).batches;
    expect((await home.run(['files', batch?.batchId ?? '', '--json'])).events()).toHaveLength(8);
    expect(await home.run(['files', 'nowhere'])).toMatchObject({ exitCode: 2 });
    expect(await home.run(['destinations', 'add', 'nas', url])).toMatchObject({ exitCode: 0, stdout: 'Added nas.\n' });
    expect((await home.run(['destinations', 'list'])).stdout).toContain('nas (default) · ');
    expect(await home.run(['destinations', 'test', 'nas'])).toMatchObject({ exitCode: 0 });
    expect(await home.run(['destinations', 'remove', 'nas'])).toMatchObject({ exitCode: 0 });
    expect(await home.run(['cancel', 'nowhere'])).toMatchObject({ exitCode: 2 });
    expect(await home.run(['cancel', batch?.batchId ?? ''])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^Cancelled \d files?\.\n$/),
    });
  });

  it('find the socket for its owner alone', async () => {
    await startHolder();
    const modeOf = (name: string): number => statSync(join(home.dataDirectory, name)).mode & 0o777;
    expect([modeOf('local-socket.json'), modeOf('socket'), modeOf('socket/gantry.sock')]).toEqual([0o600, 0o700, 0o600]);
  });
});
