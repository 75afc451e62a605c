import { cpSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WatchRequest } from '../../../electron/engine/engine.ts';
import { useEngine } from '../use-engine.ts';
import type { WatchScene } from './watch-scene.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();
const moveTo = (folder: string): Partial<WatchRequest> => ({ afterwards: { kind: 'move', folder } });
const unplugged = (): string => join(fixture.directory, 'unplugged');
const unplug = ({ folder }: WatchScene): void => renameSync(folder, unplugged());
const plugIn = ({ folder }: WatchScene): void => renameSync(unplugged(), folder);

/** Its disk goes once all is sent, before anything is done with the file. */
async function arrivesAsItGoes(scene: WatchScene, changes: Partial<WatchRequest> = moveTo(scene.done)): Promise<void> {
  const { onTransfer } = scene.test.server;
  scene.test.server.onTransfer = async (request, call) => {
    const receipt = await onTransfer(request, call);
    if (scene.received.length === 1) unplug(scene);
    return receipt;
  };
  scene.write('a.txt', 'one');
  await scene.watch(changes);
  await scene.test.until(() => scene.watched().sent === 1 && scene.watched().state === 'away');
}

describe('a file that has arrived from a folder that is away', () => {
  it('is moved when the folder is back, and not sent again', async () => {
    const scene = watchScene(fixture);
    await arrivesAsItGoes(scene);
    await scene.test.pass(10 * 60_000);
    expect(scene.watched().problem).toBeNull();
    plugIn(scene);
    await scene.test.until(() => scene.below(scene.done)['a.txt'] === 'one', 30_000);
    await scene.test.pass(5 * 60_000);
    expect(scene.below(scene.folder)).toEqual({});
    expect(scene.received).toHaveLength(1);
  });

  it('is moved after a restart, and also where nobody looks for new files', async () => {
    const scene = watchScene(fixture);
    await arrivesAsItGoes(scene);
    scene.test.engine.watchedFolders.pause(scene.watched().watchId);
    const next = await scene.crash();
    // The scene makes it anew.
    rmSync(next.folder, { recursive: true });
    await next.test.pass(10 * 60_000);
    plugIn(next);
    await next.test.until(() => next.below(next.done)['a.txt'] === 'one', 90_000);
    expect(next.watched()).toMatchObject({ state: 'paused', sent: 1 });
    expect(scene.received).toHaveLength(1);
  });

  it('leaves another file at its path alone, and is moved when its own folder is back', async () => {
    const scene = watchScene(fixture);
    await arrivesAsItGoes(scene);
    scene.test.engine.watchedFolders.pause(scene.watched().watchId);
    mkdirSync(scene.folder);
    scene.write('a.txt', 'another one');
    await scene.test.pass(10 * 60_000);
    expect(scene.below(scene.folder)).toEqual({ 'a.txt': 'another one' });
    expect(scene.below(scene.done)).toEqual({});
    rmSync(scene.folder, { recursive: true });
    plugIn(scene);
    await scene.test.until(() => scene.below(scene.done)['a.txt'] === 'one', 90_000);
  });

  it('is moved too where its file system gives it another number at each mount', async () => {
    const trashed: string[] = [];
    const scene = watchScene(fixture, {
      trash: async (path) => {
        trashed.push(path);
        rmSync(path);
      },
    });
    await arrivesAsItGoes(scene, { afterwards: { kind: 'trash' } });
    cpSync(unplugged(), scene.folder, { recursive: true, preserveTimestamps: true });
    await scene.test.until(() => trashed.length === 1);
    expect(scene.below(scene.folder)).toEqual({});
    expect(scene.received).toHaveLength(1);
  });

  it('that was taken away is forgotten', async () => {
    const scene = watchScene(fixture);
    await arrivesAsItGoes(scene);
    rmSync(join(unplugged(), 'a.txt'));
    plugIn(scene);
    await scene.test.pass(60_000);
    // Noted as something that waits, it would be moved.
    writeFileSync(join(scene.folder, 'a.txt'), 'one');
    scene.touch('a.txt');
    await scene.test.until(() => scene.received.length === 2);
  });
});
