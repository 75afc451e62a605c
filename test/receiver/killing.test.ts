import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compareTrees } from '../files/compare-trees.ts';
import type { Tree } from '../files/make-tree.ts';
import { makeTree } from '../files/make-tree.ts';
import type { TemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../servers/parts/temporary-directory.ts';
import { KillableReceiver } from './killable-receiver.ts';

describe('a receiver that is killed', () => {
  let target: TemporaryDirectory;
  let tree: Tree;
  let receiver: KillableReceiver;
  beforeEach(async () => {
    target = await makeTemporaryDirectory('killed');
    receiver = await KillableReceiver.start(target.path);
  });
  afterEach(async () => {
    await receiver.kill();
    await target.remove();
    await tree.remove();
  });

  it('again and again while many files arrive, has each of them once and whole in the end', async () => {
    tree = await makeTree({
      files: Array.from({ length: 120 }, (_, index) => ({ path: `d${index % 7}/f${index}.bin`, sizeBytes: 20_000 + index * 1_500 })),
    });
    const sendOne = async (path: string, uploadId: string) => {
      const body = await readFile(tree.pathOf(path));
      const upload = { length: body.length, relativePath: path, body, metadata: { uploadId, mtime: '1700000000000' } };
      for (;;) {
        try {
          const created = await receiver.client.create(upload);
          const offset = Number(created.headers['upload-offset']);
          if (created.status === 201 && offset === body.length) return;
          if (created.status === 201) await receiver.client.patch(created.headers.location ?? '', offset, body.subarray(offset));
        } catch {
          // Refused or cut: the receiver is being started again.
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const waiting = tree.files.map(
      ({ path }, index) =>
        () =>
          sendOne(path, `upload-${index}`),
    );
    let isDone = false;
    const sending = Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
      }),
    ).finally(() => {
      isDone = true;
    });
    let kills = 0;
    while (!isDone && kills < 6) {
      await new Promise((resolve) => setTimeout(resolve, 40 + kills * 15));
      const { port } = receiver;
      await receiver.kill();
      kills += 1;
      receiver = await KillableReceiver.start(target.path, port);
    }
    await sending;
    expect(kills).toBeGreaterThan(1);
    expect((await compareTrees(tree.directory, target.path)).report).toBe('');
  });

  it.skipIf(process.platform !== 'linux')(
    'takes a large file in little memory, and knows its finished uploads after the kill',
    async () => {
      tree = await makeTree({ files: { 'large.bin': 256 * 1024 * 1024 } });
      const body = await readFile(tree.pathOf('large.bin'));
      const upload = { length: body.length, relativePath: 'large.bin', metadata: { uploadId: 'large', mtime: '1' } };
      const created = await receiver.client.create(upload);
      const location = created.headers.location ?? '';
      expect((await receiver.client.patch(location, 0, body)).headers['gantry-location']).toBe('large.bin');
      const status = await readFile(`/proc/${receiver.pid}/status`, 'utf8');
      const peakMegabytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1_000;
      expect(peakMegabytes).toBeGreaterThan(20);
      expect(peakMegabytes).toBeLessThan(220);
      const { port } = receiver;
      await receiver.kill();
      receiver = await KillableReceiver.start(target.path, port);
      expect((await receiver.client.head(location)).headers).toMatchObject({
        'upload-offset': String(body.length),
        'gantry-location': 'large.bin',
      });
      expect((await receiver.client.create(upload)).headers).toMatchObject({ location, 'upload-offset': String(body.length) });
      expect((await compareTrees(tree.directory, target.path)).report).toBe('');
    },
  );
});
