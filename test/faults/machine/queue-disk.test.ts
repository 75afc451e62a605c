import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BatchProgress } from '../../../shared/progress.ts';
import type { GantryHome, RunningGantry } from '../../cli/start-gantry.ts';
import { makeGantryHome } from '../../cli/start-gantry.ts';
import { compareTrees } from '../../files/compare-trees.ts';
import { makeTree } from '../../files/make-tree.ts';
import { waitUntil } from '../../servers/parts/wait-until.ts';
import { machineCases } from './machine-cases.ts';
import { provesMachine } from './proves-machine.ts';
import type { SmallDisk } from './small-disk.ts';
import { canMount, mountSmallDisk } from './small-disk.ts';

const fileCount = 60;
const fullWords = machineCases['disk-full'].personSees ?? '';
const unusableWords = /The list of uploads cannot be used\. .*/g;

let home: GantryHome;
let disk: SmallDisk;
let sent: string;
let received: string;

const arrived = (): Promise<number> =>
  readdir(join(received, 'photos')).then(
    (names) => names.length,
    () => 0,
  );

/** An upload of about six seconds whose queue lies on the small disk, of which some files have arrived. */
async function startUpload(url: string): Promise<RunningGantry> {
  const upload = home.start(['upload', '--json', '--limit-rate', '500k', '--to', url, 'photos'], {
    currentDirectory: sent,
    environment: { GANTRY_DATA_DIR: join(disk.path, 'data') },
  });
  await waitUntil('some have arrived', async () => (await arrived()) > 3, 20_000);
  return upload;
}

const onDisk = { environment: { GANTRY_DATA_DIR: '' } };

async function batchOnDisk(): Promise<BatchProgress | undefined> {
  const { stdout } = await home.run(['status', '--json'], onDisk);
  return (JSON.parse(stdout) as { readonly batches: readonly BatchProgress[] }).batches[0];
}

/** Resolves once no more files arrive. */
async function standsStill(): Promise<number> {
  for (let last = -1; ; ) {
    const now = await arrived();
    if (now === last) return now;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
  }
}

const told = (text: string): number => text.split(fullWords).length - 1;

describe.skipIf(!canMount())(
  `the disk of the queue ${canMount() ? '' : '[skipped: a small disk can be mounted by root on Linux only]'}`,
  () => {
    beforeEach(async () => {
      home = await makeGantryHome();
      sent = join(home.directory, 'sent');
      received = join(home.directory, 'received');
      disk = await mountSmallDisk(join(home.directory, 'disk'), 3_000_000);
      onDisk.environment.GANTRY_DATA_DIR = join(disk.path, 'data');
      const names = Array.from({ length: fileCount }, (_, number) => [`photos/${number}.bin`, 50_000] as const);
      await makeTree({ directory: sent, files: Object.fromEntries(names) });
    });
    afterEach(async () => {
      disk.takeAway();
      await home.remove();
    });

    it(provesMachine('disk-full'), async () => {
      const server = await home.serve(received);
      const upload = await startUpload(server.url);
      await disk.fill();
      await upload.saw(new RegExp(fullWords.slice(0, 20)));
      const there = await standsStill();
      expect(there).toBeLessThan(fileCount);
      // What was told as done is on the disk, and never more than what is there.
      const done = upload.stdout().match(/"status":"completed"/g)?.length ?? 0;
      expect(done).toBeLessThanOrEqual((await batchOnDisk())?.successful ?? -1);
      expect(done).toBeLessThanOrEqual(there);
      await disk.makeRoom();
      const ended = await upload.ended;
      expect(ended.exitCode).toBe(0);
      expect(told(ended.stderr)).toBe(1);
      expect((await compareTrees(sent, received)).report).toBe('');
      const attempts = ended.events().flatMap(({ action, payload }) => (action === 'file_progress' ? [payload.attempt] : []));
      expect(Math.max(...attempts)).toBe(1);
    });

    it(provesMachine('disk-full-kill'), async () => {
      const server = await home.serve(received);
      const upload = await startUpload(server.url);
      await disk.fill();
      await upload.saw(new RegExp(fullWords.slice(0, 20)));
      upload.kill('SIGKILL');
      await upload.ended;
      expect(await batchOnDisk()).toMatchObject({ total: fileCount, failed: 0, cancelled: 0 });
      const resumed = home.start(['resume'], onDisk);
      await resumed.saw(new RegExp(fullWords.slice(0, 20)));
      await disk.makeRoom();
      const ended = await resumed.ended;
      expect([ended.exitCode, told(ended.stderr)]).toEqual([0, 1]);
      expect((await compareTrees(sent, received)).report).toBe('');
    });

    it(provesMachine('disk-full-quit'), async () => {
      const server = await home.serve(received);
      const upload = await startUpload(server.url);
      await disk.fill();
      await upload.saw(new RegExp(fullWords.slice(0, 20)));
      upload.kill('SIGTERM');
      const ended = await upload.ended;
      expect(ended.exitCode).toBe(3);
      expect(ended.stderr).not.toContain('went wrong');
      await disk.makeRoom();
      expect(await home.run(['resume'], onDisk)).toMatchObject({ exitCode: 0 });
      expect((await compareTrees(sent, received)).report).toBe('');
    });

    it(provesMachine('disk-full-first-start'), async () => {
      const server = await home.serve(received);
      await disk.fill();
      const ended = await home.run(['upload', '--to', server.url, 'photos'], { ...onDisk, currentDirectory: sent });
      expect(ended.exitCode).toBe(1);
      expect(told(ended.stderr)).toBe(1);
      expect(await arrived()).toBe(0);
    });

    it(provesMachine('disk-read-only-start'), async () => {
      const server = await home.serve(received);
      disk.setReadOnly();
      for (const dataDirectory of [disk.path, join(disk.path, 'data')]) {
        const ended = await home.run(['upload', '--data-dir', dataDirectory, '--to', server.url, 'photos'], { currentDirectory: sent });
        expect(ended.exitCode).toBe(1);
        expect(ended.stderr).toContain('The list of uploads cannot be used');
        expect(ended.stderr).toContain(disk.path);
      }
      expect(await arrived()).toBe(0);
    });

    it(provesMachine('disk-gone'), async () => {
      const server = await home.serve(received);
      const upload = await startUpload(server.url);
      disk.takeAway();
      await upload.saw(/cannot be used/);
      const there = await standsStill();
      expect(there).toBeLessThan(fileCount);
      const done = upload.stdout().match(/"status":"completed"/g)?.length ?? 0;
      expect(done).toBeLessThanOrEqual(there);
      upload.kill('SIGTERM');
      const ended = await upload.ended;
      expect(ended.exitCode).toBe(3);
      expect(ended.stderr.match(unusableWords)).toHaveLength(1);
    });
  },
);
