import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WatchRequest } from '../../../electron/engine/engine.ts';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { hang } from '../fake-server.ts';
import { useEngine } from '../use-engine.ts';
import type { WatchScene } from './watch-scene.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();

const watch = (scene: WatchScene, changes: Partial<WatchRequest> = {}) => scene.watch(changes);
const names = ({ received }: WatchScene): readonly string[] => received.map(({ name }) => name);

describe('a watched folder', () => {
  it('sends what is there and what comes, each once, under its own name', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    scene.write('sub/b.txt', 'two');
    await watch(scene);
    await scene.test.until(() => scene.watched().settling === 2);
    expect(scene.watched()).toMatchObject({ state: 'watching', sent: 0 });
    await scene.test.until(() => scene.received.length === 2);
    scene.write('c.txt', 'three');
    await scene.test.until(() => scene.received.length === 3);
    await scene.test.pass(10 * 60_000);
    expect(scene.received).toHaveLength(3);
    expect(new Set(names(scene))).toEqual(new Set(['hot/a.txt', 'hot/sub/b.txt', 'hot/c.txt']));
    expect(scene.watched()).toMatchObject({ settling: 0, sending: 0, sent: 3 });
  });

  it('waits for a file that grows, and sends it whole', async () => {
    const scene = watchScene(fixture);
    await watch(scene);
    for (const length of [1, 2, 3, 4, 5]) {
      scene.write('film.mov', 'x'.repeat(length));
      await scene.test.pass(16_000);
    }
    expect(scene.received.length).toBeLessThan(5);
    await scene.test.until(() => scene.received.at(-1)?.content === 'xxxxx');
  });

  it('with a rule of a minute, nothing of a file that changes each half minute is sent before it stands still', async () => {
    const scene = watchScene(fixture);
    await watch(scene, { rules: { settleMs: 60_000 } });
    for (const length of [1, 2, 3, 4, 5]) {
      scene.write('film.mov', 'x'.repeat(length));
      await scene.test.pass(30_000);
      expect(scene.received).toEqual([]);
    }
    await scene.test.until(() => scene.received.length === 1);
    expect(scene.received).toEqual([{ name: 'hot/film.mov', content: 'xxxxx' }]);
  });

  it('leaves empty files, temporary names, links and what is not meant', async () => {
    const scene = watchScene(fixture);
    scene.write('empty.txt', '');
    scene.write('a.iso.part', 'half');
    scene.write('no.png', 'png');
    scene.write('deep/no.jpg', 'deep');
    scene.write('yes.jpg', 'yes');
    symlinkSync('yes.jpg', join(scene.folder, 'link.jpg'));
    symlinkSync('deep', join(scene.folder, 'linked'));
    await watch(scene, { rules: { only: ['*.jpg', '*.iso'], includesSubfolders: false } });
    await scene.test.until(() => scene.received.length === 1);
    await scene.test.pass(5 * 60_000);
    expect(names(scene)).toEqual(['hot/yes.jpg']);
    renameSync(join(scene.folder, 'a.iso.part'), join(scene.folder, 'a.iso'));
    await scene.test.until(() => scene.received.length === 2);
    await scene.test.pass(5 * 60_000);
    expect(names(scene)).toEqual(['hot/yes.jpg', 'hot/a.iso']);
  });

  it('sends a file that was changed later once more, and one that was only touched not', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'first');
    scene.write('b.txt', 'same');
    await watch(scene);
    await scene.test.until(() => scene.received.length === 2);
    scene.touch('b.txt');
    scene.write('a.txt', 'again');
    scene.touch('a.txt');
    await scene.test.until(() => scene.watched().sent === 3);
    await scene.test.pass(5 * 60_000);
    expect(scene.received.slice(2)).toEqual([{ name: 'hot/a.txt', content: 'again' }]);
    expect(scene.watched()).toMatchObject({ sent: 3 });
  });

  it('makes one batch of what settles together, says which folder it came of, and goes on in it for an hour', async () => {
    const scene = watchScene(fixture);
    for (let index = 0; index < 20; index += 1) scene.write(`${index}.txt`, `${index}.`);
    await watch(scene);
    await scene.test.until(() => scene.watched().sent === 20);
    scene.write('later.txt', 'later');
    await scene.test.until(() => scene.watched().sent === 21);
    const { batches } = scene.test.engine.overview();
    expect(batches).toMatchObject([{ name: 'hot', watchedPath: scene.folder, total: 21, isScanning: false, progressPercentage: 100 }]);
    await scene.test.pass(61 * 60_000);
    scene.write('much later.txt', 'later');
    await scene.test.until(() => scene.received.length === 22);
    expect(scene.test.engine.overview().batches).toHaveLength(2);
  });

  it('tells that it is gone, treats nothing as deleted, and goes on by itself when it is back', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await watch(scene);
    await scene.test.until(() => scene.received.length === 1);
    const away = join(fixture.directory, 'unplugged');
    renameSync(scene.folder, away);
    await scene.test.until(() => scene.watched().state === 'away');
    renameSync(away, scene.folder);
    scene.write('b.txt', 'two');
    await scene.test.until(() => scene.received.length === 2);
    await scene.test.pass(5 * 60_000);
    expect(names(scene)).toEqual(['hot/a.txt', 'hot/b.txt']);
  });

  it('takes an empty folder of nothing known for the same one, and one that was made anew too', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await watch(scene);
    await scene.test.until(() => scene.received.length === 1);
    rmSync(scene.folder, { recursive: true });
    await scene.test.until(() => scene.watched().state === 'away');
    mkdirSync(scene.folder);
    scene.write('b.txt', 'two');
    await scene.test.until(() => scene.received.length === 2);
    expect(scene.watched().state).toBe('watching');
  });

  it('a renamed folder that is watched again goes on with what it knows, to the same place', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await watch(scene);
    await scene.test.until(() => scene.received.length === 1);
    const renamed = join(fixture.directory, 'renamed');
    renameSync(scene.folder, renamed);
    await watch(scene, { path: renamed });
    expect(scene.test.engine.watchedFolders.list()).toHaveLength(1);
    writeFileSync(join(renamed, 'b.txt'), 'two');
    await scene.test.until(() => scene.received.length === 2);
    await scene.test.pass(5 * 60_000);
    expect(names(scene)).toEqual(['hot/a.txt', 'hot/b.txt']);
  });

  it('takes nothing while it is paused, and all of it afterwards', async () => {
    const scene = watchScene(fixture);
    await watch(scene);
    const { watchId } = scene.watched();
    scene.test.engine.watchedFolders.pause(watchId);
    scene.write('a.txt', 'one');
    await scene.test.pass(5 * 60_000);
    expect(scene.watched()).toMatchObject({ state: 'paused', isOn: false });
    expect(scene.received).toEqual([]);
    scene.test.engine.watchedFolders.resume(watchId);
    await scene.test.until(() => scene.received.length === 1);
  });

  it('is not watched by a process that only looks after it', async () => {
    const scene = watchScene(fixture, { watchesFolders: false });
    scene.write('a.txt', 'one');
    await watch(scene);
    await scene.test.pass(5 * 60_000);
    expect(scene.watched().state).toBe('unattended');
    expect(scene.received).toEqual([]);
    const next = await scene.crash({ watchesFolders: true });
    await next.test.until(() => scene.received.length === 1);
  });

  it('counts what fails, leaves it in the list to be tried again, and takes it anew once it was cleared', async () => {
    const scene = watchScene(fixture);
    const { onTransfer } = scene.test.server;
    scene.test.server.onTransfer = async () => {
      throw new UploadError('rejected');
    };
    scene.write('a.txt', 'one');
    await watch(scene);
    await scene.test.until(() => scene.watched().failed === 1);
    await scene.test.pass(5 * 60_000);
    expect(scene.test.server.tries.get('hot/a.txt')).toBe(1);
    scene.test.server.onTransfer = onTransfer;
    await scene.test.settle(scene.test.engine.clearSettled());
    const { watchId } = scene.watched();
    scene.test.engine.watchedFolders.resume(watchId);
    await scene.test.until(() => scene.watched().sent === 1);
    expect(scene.watched()).toMatchObject({ failed: 0, sent: 1 });
  });

  it('does not send again what a person cancelled, until it changes', async () => {
    const scene = watchScene(fixture);
    const { onTransfer } = scene.test.server;
    scene.test.server.onTransfer = hang;
    scene.write('a.txt', 'one');
    await watch(scene);
    await scene.test.until(() => scene.test.files()[0]?.status === 'uploading');
    await scene.test.settle(scene.test.engine.cancel({ kind: 'all' }));
    scene.test.server.onTransfer = onTransfer;
    await scene.test.pass(10 * 60_000);
    expect(scene.received).toEqual([]);
    expect(scene.watched().passedOver).toBe(1);
    scene.write('a.txt', 'other');
    await scene.test.until(() => scene.received.length === 1);
  });
});
