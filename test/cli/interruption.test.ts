import { mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDirectory } from '../../electron/engine/storage/data-directory-lock.ts';
import type { BatchProgress } from '../../shared/progress.ts';
import { compareTrees } from '../files/compare-trees.ts';
import { makeTree } from '../files/make-tree.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import type { GantryHome, RunningGantry } from './start-gantry.ts';
import { makeGantryHome } from './start-gantry.ts';

let home: GantryHome;
let sent: string;
let received: string;
const sizes = Object.fromEntries(Array.from({ length: 12 }, (_, number) => [`photos/${number}.bin`, 250_000]));

beforeEach(async () => {
  home = await makeGantryHome();
  sent = join(home.directory, 'sent');
  received = join(home.directory, 'received');
  await makeTree({ directory: sent, files: { ...sizes, 'photos/large.bin': 2_000_000 } });
});
afterEach(() => home.remove());

/** An upload that takes about five seconds, of which some files have arrived. */
async function startSlowUpload(url: string, ...words: readonly string[]): Promise<RunningGantry> {
  const upload = home.start(['upload', '--limit-rate', '1M', '--to', url, ...words, 'photos'], { currentDirectory: sent });
  const arrived = (): Promise<number> =>
    readdir(join(received, 'photos')).then(
      (names) => names.length,
      () => 0,
    );
  await expect.poll(arrived, { timeout: 15_000, interval: 20 }).toBeGreaterThan(1);
  return upload;
}

async function progress(): Promise<readonly BatchProgress[]> {
  const { stdout, exitCode } = await home.run(['status', '--json']);
  expect(exitCode).toBe(0);
  return (JSON.parse(stdout) as { readonly batches: readonly BatchProgress[] }).batches;
}

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s keeps the queue and ends with 3; resume finishes it', async (signal) => {
    const server = await home.serve(received);
    const upload = await startSlowUpload(server.url);
    upload.kill(signal);
    const ended = await upload.ended;
    expect(ended.exitCode).toBe(3);
    expect(ended.stderr).toMatch(/^Interrupted\. \d+ files are kept; “gantry resume” goes on\.\n$/);
    const [interrupted] = await progress();
    expect(interrupted).toMatchObject({ total: 13, active: 0 });

    const resumed = await home.run(['resume', '--json']);
    expect(resumed.exitCode).toBe(0);
    expect(resumed.events().at(-1)).toMatchObject({ action: 'batch_progress', payload: { status: 'completed', successful: 13 } });
    expect((await compareTrees(sent, received)).report).toBe('');
    expect(await home.run(['resume'])).toMatchObject({ exitCode: 0, stderr: 'Nothing is left to do.\n' });
  });

  it('names the data directory that was given', async () => {
    const server = await home.serve(received);
    const upload = await startSlowUpload(server.url, '--data-dir', home.dataDirectory);
    upload.kill('SIGINT');
    expect((await upload.ended).stderr).toContain(`“gantry resume --data-dir ${home.dataDirectory}” goes on.`);
  });

  it('that comes twice at once, as from npm, still keeps the queue in good order', async () => {
    const server = await home.serve(received);
    const proxy = await startHttpFaultProxy(server.url.replace('tus+', ''));
    try {
      const upload = await startSlowUpload(`tus+${proxy.url}`);
      upload.kill('SIGINT');
      upload.kill('SIGINT');
      expect(await upload.ended).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('Interrupted.') });
    } finally {
      await proxy.close();
    }
  });

  it('is the last word of --json: the final batch_progress', async () => {
    const server = await home.serve(received);
    const upload = await startSlowUpload(server.url, '--json');
    upload.kill('SIGINT');
    const ended = await upload.ended;
    expect(ended.exitCode).toBe(3);
    expect(ended.events().at(-1)).toMatchObject({ action: 'batch_progress', payload: { total: 13 } });
  });
});

describe('kill -9', () => {
  it('loses nothing: resume sends what is left and nothing twice but what was in flight', async () => {
    const server = await home.serve(received);
    const proxy = await startHttpFaultProxy(server.url.replace('tus+', ''));
    try {
      const upload = await startSlowUpload(`tus+${proxy.url}`, '--concurrency', '2');
      upload.kill('SIGKILL');
      await upload.ended;
      proxy.forgetRequests();
      const [killed] = await progress();
      const resumed = await home.run(['resume']);
      expect(resumed).toMatchObject({ exitCode: 0 });
      expect((await compareTrees(sent, received)).report).toBe('');
      const bytesAgain = proxy.requests().reduce((sum, { bytesForwarded }) => sum + bytesForwarded, 0);
      const bytesLeft = 5_000_000 - (killed?.successful ?? 0) * 250_000;
      // Two files at a time, none larger than this but the last.
      const inFlight = 2 * 250_000;
      expect(bytesAgain).toBeLessThanOrEqual(bytesLeft + inFlight);
    } finally {
      await proxy.close();
    }
  });

  it('in the middle of it, the same command a second time goes on instead of sending all again', async () => {
    const server = await home.serve(received);
    const upload = await startSlowUpload(server.url);
    upload.kill('SIGKILL');
    await upload.ended;
    const again = await home.run(['upload', '--to', server.url, 'photos'], { currentDirectory: sent });
    expect(again.exitCode).toBe(0);
    expect((await compareTrees(sent, received)).report).toBe('');
  });
});

describe('a closed pipe', () => {
  it('ends it quietly with 3 and keeps the queue', async () => {
    const server = await home.serve(received);
    const upload = await startSlowUpload(server.url, '--json');
    upload.child.stdout?.destroy();
    const ended = await upload.ended;
    expect(ended).toMatchObject({ exitCode: 3, stderr: '' });
    expect(await home.run(['resume'])).toMatchObject({ exitCode: 0 });
    expect((await compareTrees(sent, received)).report).toBe('');
  });
});

describe('two processes', () => {
  it('cannot work on one data directory where the first cannot be talked to: the second ends with 5', async () => {
    const server = await home.serve(received);
    mkdirSync(home.dataDirectory, { recursive: true });
    // An older Gantry has the lock and no socket.
    const lock = lockDataDirectory(home.dataDirectory);
    for (const words of [
      ['upload', '--to', server.url, 'photos'],
      ['cancel', 'b1'],
      ['destinations', 'add', 'nas', server.url],
    ]) {
      const ended = await home.run(words, { currentDirectory: sent });
      expect(ended).toMatchObject({ exitCode: 5, stdout: '' });
      expect(ended.stderr).toContain('Another Gantry uses this list of uploads.');
    }
    lock.release();
  });

  it('show the same queue: status and files work during an upload', async () => {
    const server = await home.serve(received);
    await startSlowUpload(server.url);
    const [batch] = await progress();
    expect(batch).toMatchObject({ status: 'processing', total: 13, name: 'photos' });
    const words = await home.run(['status']);
    expect(words.stdout).toContain(batch?.batchId);
    expect(words.stdout).toContain('Under way');
    const all = await home.run(['files', batch?.batchId ?? '', '--json']);
    expect(all.events()).toHaveLength(13);
    const completed = await home.run(['files', batch?.batchId ?? '', '--status', 'completed', '--json']);
    expect(completed.events().length).toBeGreaterThan(0);
    for (const { action, payload } of completed.events()) expect([action, payload.status]).toEqual(['file_progress', 'completed']);
    expect((await home.run(['files', batch?.batchId ?? ''])).stdout).toContain('photos/0.bin · 250 kB · ');
  });
});

describe('gantry cancel', () => {
  it('takes what is left out of the queue', async () => {
    const server = await home.serve(received);
    const upload = await startSlowUpload(server.url);
    upload.kill('SIGINT');
    await upload.ended;
    const [batch] = await progress();
    const cancelled = await home.run(['cancel', batch?.batchId ?? '']);
    expect(cancelled).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Cancelled \d+ files\.\n$/) });
    const [after] = await progress();
    expect(after?.cancelled).toBe(13 - (after?.successful ?? 0));
    expect(await home.run(['resume'])).toMatchObject({ exitCode: 0, stderr: 'Nothing is left to do.\n' });
    expect(await home.run(['cancel', batch?.batchId ?? ''])).toMatchObject({ exitCode: 0, stdout: 'Nothing was left to cancel.\n' });
  });

  it('removes at the destination what half a file left there', async () => {
    const halfFiles = async (): Promise<readonly string[]> =>
      (await readdir(join(received, '.gantry-incoming'))).filter((name) => /^[0-9a-f]{32}$/.test(name));
    const server = await home.serve(received);
    const upload = home.start(['upload', '--json', '--limit-rate', '500k', '--to', server.url, 'photos/large.bin'], {
      currentDirectory: sent,
    });
    await upload.saw(/"status":"uploading"[^\n]*"bytesSent":[1-9]/);
    upload.kill('SIGINT');
    await upload.ended;
    expect(await halfFiles()).toHaveLength(1);
    const [batch] = await progress();
    expect(await home.run(['cancel', batch?.batchId ?? ''])).toMatchObject({ exitCode: 0, stdout: 'Cancelled 1 file.\n' });
    expect(await halfFiles()).toEqual([]);
  });
});

describe('gantry retry', () => {
  it('sends only what failed', async () => {
    const server = await home.serve(received);
    const proxy = await startHttpFaultProxy(server.url.replace('tus+', ''));
    try {
      const refused = /filename NS5iaW4[=,]/;
      proxy.addRule({
        method: 'POST',
        when: ({ headers }) => refused.test(`${headers['upload-metadata']},`),
        fault: { kind: 'answer', status: 422, body: 'no fives' },
      });
      const first = await home.run(['upload', '--to', `tus+${proxy.url}`, 'photos'], { currentDirectory: sent });
      expect(first.exitCode).toBe(1);
      expect(first.stderr).toMatch(/^Failed: photos\/5\.bin: .*no fives/m);
      expect(first.stdout).toContain('12 of 13 files arrived');
      expect(first.stdout).toContain('“gantry retry --failed” sends again what failed.');

      const second = await home.run(['retry', '--failed']);
      expect(second.exitCode).toBe(1);
      proxy.clearRules();
      proxy.forgetRequests();
      const third = await home.run(['retry', '--failed']);
      expect(third.exitCode).toBe(0);
      expect(proxy.requests().reduce((sum, { bytesForwarded }) => sum + bytesForwarded, 0)).toBe(250_000);
      expect((await compareTrees(sent, received)).report).toBe('');
    } finally {
      await proxy.close();
    }
  });
});
