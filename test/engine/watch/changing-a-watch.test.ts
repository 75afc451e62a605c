import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WatchChange } from '../../../electron/engine/engine.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { usualWatchRules } from '../../../shared/watched-folder.ts';
import { useEngine } from '../use-engine.ts';
import type { WatchScene } from './watch-scene.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();

async function change(scene: WatchScene, changes: Partial<WatchChange>): Promise<void> {
  const { watchedFolders } = scene.test.engine;
  await scene.test.settle(watchedFolders.change(scene.watched().watchId, { rules: {}, ...changes }));
}

const otherDestination = ({ test }: WatchScene): DestinationId =>
  test.engine.destinations.add({ name: 'Other', url: 'tus+http://other.test/files/', isSaved: true }).destinationId;

describe('a watched folder that is changed', () => {
  it('takes by the new rules, sends nothing twice, and keeps them over a restart', async () => {
    const scene = watchScene(fixture);
    for (const path of ['a.jpg', 'a.txt', 'sub/b.txt']) scene.write(path, path);
    await scene.watch({ rules: { only: ['*.jpg'], includesSubfolders: false } });
    await scene.test.until(() => scene.watched().sent === 1);
    await change(scene, { rules: { only: [], settleMs: 2_000 } });
    await scene.test.until(() => scene.watched().sent === 2);
    const next = await scene.crash();
    await next.test.pass(5 * 60_000);
    expect(next.watched()).toMatchObject({ only: [], settleMs: 2_000, includesSubfolders: false, leaveOut: usualWatchRules.leaveOut });
    expect(scene.received.map(({ name }) => name)).toEqual(['hot/a.jpg', 'hot/a.txt']);
  });

  it('gives what waits to settle once, whenever it is changed meanwhile', async () => {
    const scene = watchScene(fixture);
    await scene.watch();
    scene.write('a.txt', 'one');
    await scene.test.until(() => scene.watched().settling === 1);
    for (const leaveOut of [['*.x'], ['*.y'], ['*.z']]) {
      await scene.test.pass(4_000);
      await change(scene, { rules: { leaveOut } });
    }
    await scene.test.until(() => scene.watched().sent === 1);
    await scene.test.pass(5 * 60_000);
    expect(scene.received).toHaveLength(1);
  });

  it('sends to another destination what comes from then on, and nothing again', async () => {
    const scene = watchScene(fixture);
    const gate = fixture.gate();
    const { onTransfer } = scene.test.server;
    const addresses: string[] = [];
    scene.test.server.onTransfer = async (request, call) => {
      if (scene.received.length === 1) await gate.opened;
      addresses.push(
        `${scene.test.engine.overview().batches.find(({ active }) => active > 0)?.destinationName} ${request.target.relativePath}`,
      );
      return onTransfer(request, call);
    };
    scene.write('a.txt', 'one');
    await scene.watch();
    const { destinationName } = scene.watched();
    await scene.test.until(() => scene.watched().sent === 1);
    scene.write('b.txt', 'two');
    await scene.test.until(() => scene.watched().sending === 1);
    await change(scene, { destinationId: otherDestination(scene) });
    gate.open();
    await scene.test.until(() => scene.watched().sent === 2);
    scene.write('c.txt', 'three');
    await scene.test.until(() => scene.watched().sent === 3);
    await scene.test.pass(5 * 60_000);
    expect(addresses).toEqual([`${destinationName} hot/a.txt`, `${destinationName} hot/b.txt`, 'Other hot/c.txt']);
    expect(scene.watched()).toMatchObject({ destinationName: 'Other', sending: 0 });
  });

  it('moves what arrives from then on, and leaves what lay there', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await scene.watch();
    await scene.test.until(() => scene.watched().sent === 1);
    await change(scene, { afterwards: { kind: 'move', folder: scene.done } });
    scene.write('b.txt', 'two');
    await scene.test.until(() => scene.below(scene.done)['b.txt'] === 'two');
    await change(scene, { afterwards: { kind: 'leave' } });
    scene.write('c.txt', 'three');
    await scene.test.until(() => scene.watched().sent === 3);
    await scene.test.pass(5 * 60_000);
    expect(Object.keys(scene.below(scene.folder)).toSorted()).toEqual(['a.txt', 'c.txt']);
    expect(Object.keys(scene.below(scene.done))).toEqual(['b.txt']);
  });

  it('leaves what had arrived and could not be moved, also where it is to move again later', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await scene.watch({ afterwards: { kind: 'move', folder: scene.done } });
    await scene.test.until(() => scene.test.files()[0]?.status === 'completed');
    await change(scene, { afterwards: { kind: 'leave' } });
    await change(scene, { afterwards: { kind: 'move', folder: scene.done } });
    await scene.test.pass(5 * 60_000);
    expect(scene.below(scene.done)).toEqual({});
    expect(scene.received).toHaveLength(1);
  });

  it('stays paused', async () => {
    const scene = watchScene(fixture);
    await scene.watch();
    scene.test.engine.watchedFolders.pause(scene.watched().watchId);
    await change(scene, { rules: { settleMs: 1_000 } });
    scene.write('a.txt', 'one');
    await scene.test.pass(5 * 60_000);
    expect(scene.watched()).toMatchObject({ state: 'paused', settleMs: 1_000, sent: 0 });
  });

  it.each<[string, (scene: WatchScene) => Partial<WatchChange>, string]>([
    ['a rule of no time', () => ({ rules: { settleMs: 10 } }), 'bad-request'],
    ['an unknown destination', () => ({ destinationId: 'nowhere' as DestinationId }), 'destination-unknown'],
    ['a folder in itself to move to', ({ folder }) => ({ afterwards: { kind: 'move', folder: join(folder, 'sub') } }), 'bad-request'],
    ['a folder that is not there', ({ folder }) => ({ afterwards: { kind: 'move', folder: `${folder} away` } }), 'source-missing'],
    ['a trash that this host has not', () => ({ afterwards: { kind: 'trash' } }), 'bad-request'],
  ])('refuses %s, and is as it was', async (_what, changes, code) => {
    const scene = watchScene(fixture);
    mkdirSync(join(scene.folder, 'sub'), { recursive: true });
    await scene.watch();
    const before = scene.watched();
    await expect(change(scene, changes(scene))).rejects.toMatchObject({ code });
    expect(scene.watched()).toEqual(before);
    scene.write('a.txt', 'one');
    await scene.test.until(() => scene.watched().sent === 1);
  });
});
