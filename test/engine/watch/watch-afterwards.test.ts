import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WatchRequest } from '../../../electron/engine/engine.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { hang, stored } from '../fake-server.ts';
import { useEngine } from '../use-engine.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();
const moveTo = (folder: string): Partial<WatchRequest> => ({ afterwards: { kind: 'move', folder } });

describe('what has arrived', () => {
  it('is moved, with its path, and never over a file', async () => {
    const scene = watchScene(fixture);
    scene.write('sub/a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.below(scene.done)['sub/a.txt'] === 'one');
    // Another one of that name is another file, also where it looks the same.
    scene.write('sub/a.txt', 'one');
    await scene.test.until(() => scene.below(scene.done)['sub/a (2).txt'] === 'one');
    await scene.test.pass(5 * 60_000);
    expect(scene.below(scene.done)).toEqual({ 'sub/a.txt': 'one', 'sub/a (2).txt': 'one' });
    expect(scene.below(scene.folder)).toEqual({});
    expect(scene.watched()).toMatchObject({ sent: 2, settling: 0, sending: 0, problem: null });
  });

  it('is put in the trash where there is one, and that is refused where there is none', async () => {
    const trashed: string[] = [];
    const without = watchScene(fixture);
    await expect(without.watch({ afterwards: { kind: 'trash' } })).rejects.toMatchObject({ code: 'bad-request' });
    const scene = await without.crash({
      trash: async (path) => {
        trashed.push(path);
        rmSync(path);
      },
    });
    scene.write('a.txt', 'one');
    await scene.watch({ afterwards: { kind: 'trash' } });
    await scene.test.until(() => trashed.length === 1);
    expect(trashed).toEqual([join(scene.folder, 'a.txt')]);
  });

  it('stays when it was skipped, cancelled or failed: nobody has it', async () => {
    const scene = watchScene(fixture);
    scene.test.server.onTransfer = async (request) => {
      const { relativePath } = request.target;
      if (relativePath === 'hot/failed') throw new UploadError('rejected');
      return relativePath === 'hot/skipped' ? { ...stored, result: 'skipped' } : hang(request);
    };
    for (const name of ['failed', 'skipped', 'cancelled']) scene.write(name, name);
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.watched().failed === 1 && scene.watched().passedOver === 1);
    await scene.test.settle(scene.test.engine.cancel({ kind: 'all' }));
    await scene.test.pass(5 * 60_000);
    expect(Object.keys(scene.below(scene.folder)).toSorted()).toEqual(['cancelled', 'failed', 'skipped']);
    expect(scene.below(scene.done)).toEqual({});
  });

  it('stays when it was changed after it was sent, until the new version has arrived too', async () => {
    const scene = watchScene(fixture);
    const { onTransfer } = scene.test.server;
    scene.test.server.onTransfer = async (request, call) => {
      const receipt = await onTransfer(request, call);
      // Between the last look at the source and the note that it has arrived.
      if (scene.received.length === 1) scene.write('a.txt', 'two, longer');
      return receipt;
    };
    scene.write('a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.received.length === 1);
    await scene.test.pass(1_000);
    expect(scene.below(scene.folder)).toEqual({ 'a.txt': 'two, longer' });
    await scene.test.until(() => scene.below(scene.done)['a.txt'] === 'two, longer');
    expect(scene.received.map(({ content }) => content)).toEqual(['one', 'two, longer']);
  });

  it('is moved by the next process after a crash between the arrival and the move, and not sent again', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.test.files()[0]?.status === 'completed');
    expect(scene.below(scene.done)).toEqual({});
    const next = await scene.crash();
    await next.test.until(() => next.below(next.done)['a.txt'] === 'one');
    await next.test.pass(5 * 60_000);
    expect(next.below(next.folder)).toEqual({});
    expect(scene.received).toHaveLength(1);
    expect(next.watched()).toMatchObject({ sent: 1 });
  });

  it('that was moved just before a crash is known to be gone', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.test.files()[0]?.status === 'completed');
    renameSync(join(scene.folder, 'a.txt'), join(scene.done, 'a.txt'));
    const next = await scene.crash();
    await next.test.pass(5 * 60_000);
    expect(next.below(next.done)).toEqual({ 'a.txt': 'one' });
    expect(scene.received).toHaveLength(1);
  });

  it('is moved also where the batch was sent elsewhere', async () => {
    const scene = watchScene(fixture);
    const { onTransfer } = scene.test.server;
    scene.test.server.onTransfer = hang;
    scene.write('a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.test.files()[0]?.status === 'uploading');
    const { engine } = scene.test;
    const other = engine.destinations.add({ name: 'Other', url: 'tus+http://other.test/files/', isSaved: true });
    scene.test.server.onTransfer = onTransfer;
    await scene.test.settle(engine.moveBatch(scene.test.batch().batchId, other.destinationId));
    await scene.test.until(() => scene.below(scene.done)['a.txt'] === 'one');
    await scene.test.pass(5 * 60_000);
    expect(scene.received).toHaveLength(1);
    expect(scene.watched()).toMatchObject({ sent: 1, passedOver: 0 });
  });

  it('waits for the folder that it is moved to, says so, and goes on by itself', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    renameSync(scene.done, join(fixture.directory, 'unplugged'));
    await scene.test.until(() => scene.watched().problem !== null);
    expect(scene.watched().problem).toEqual({ code: 'source-not-moved', details: { path: 'a.txt', reason: scene.done } });
    expect(scene.below(scene.folder)).toEqual({ 'a.txt': 'one' });
    renameSync(join(fixture.directory, 'unplugged'), scene.done);
    await scene.test.until(() => scene.below(scene.done)['a.txt'] === 'one');
    await scene.test.until(() => scene.watched().problem === null);
    expect(scene.received).toHaveLength(1);
  });
});

describe('a folder cannot be watched', () => {
  it.each<[string, (directory: string) => Partial<WatchRequest>, string]>([
    ['twice', () => ({}), 'watched already'],
    ['inside of one that is watched', (directory) => ({ path: join(directory, 'hot/sub') }), 'is inside of'],
    ['around one that is watched', (directory) => ({ path: directory }), 'is inside of this folder'],
    ['by the name of a link to one', (directory) => ({ path: join(directory, 'link') }), 'watched already'],
    ['where arrived files are moved to', (directory) => ({ path: join(directory, 'done') }), 'nothing may be watched there'],
    ['where Gantry keeps its list', (directory) => ({ path: join(directory, 'data') }), 'its own list'],
    [
      'when files would be moved into it',
      (directory) => ({ path: join(directory, 'other'), ...moveTo(join(directory, 'other/in')) }),
      'inside of it',
    ],
    [
      'when files would be moved into another one',
      (directory) => ({ path: join(directory, 'other'), ...moveTo(join(directory, 'hot/sub')) }),
      'which is watched',
    ],
    ['that is a file', (directory) => ({ path: join(directory, 'hot/a.txt') }), 'Only a folder'],
    ['with a rule of no time', (directory) => ({ path: join(directory, 'other'), rules: { settleMs: 10 } }), '1 s to 24 h'],
  ])('%s', async (_what, changes, words) => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    for (const folder of ['hot/sub', 'other/in']) mkdirSync(join(fixture.directory, folder), { recursive: true });
    symlinkSync(scene.folder, join(fixture.directory, 'link'));
    await scene.watch(moveTo(scene.done));
    const refusal = await scene.watch(changes(fixture.directory)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'bad-request' });
    expect((refusal as UploadError).details.reason).toContain(words);
    expect(scene.test.engine.watchedFolders.list()).toHaveLength(1);
  });
});
