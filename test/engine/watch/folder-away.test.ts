import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WatchRequest } from '../../../electron/engine/engine.ts';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
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

  it('is left as sent once another folder has stood in its place for a month, and even then not sent again where its own comes back', async () => {
    const scene = watchScene(fixture);
    await arrivesAsItGoes(scene);
    mkdirSync(scene.folder);
    scene.write('b.txt', 'new');
    await scene.test.until(() => scene.below(scene.done)['b.txt'] === 'new');
    await scene.test.until(() => states().length === 1);
    expect(states()).toEqual(['a.txt arrived']);
    await daysPass(scene, 20);
    const next = await scene.crash();
    await daysPass(next, 8);
    expect(states()).toEqual(['a.txt arrived']);
    await daysPass(next, 3);
    expect(states()).toEqual(['a.txt sent']);
    rmSync(next.folder, { recursive: true });
    plugIn(next);
    await next.test.pass(10 * 60_000);
    expect(next.below(next.folder)).toEqual({ 'a.txt': 'one' });
    expect(scene.received.map(({ name }) => name)).toEqual(['hot/a.txt', 'hot/b.txt']);
  });

  it('is moved however long its disk was away, and the other folder’s time begins anew with each return', async () => {
    const scene = watchScene(fixture);
    await arrivesAsItGoes(scene);
    await daysPass(scene, 40);
    expect(states()).toEqual(['a.txt arrived']);
    mkdirSync(scene.folder);
    await daysPass(scene, 20);
    expect(otherSince()).not.toBeNull();
    rmSync(scene.folder, { recursive: true });
    // Its own folder, and nothing of what waits is in it: it is told by that alone.
    plugIn(scene);
    await scene.test.until(() => scene.below(scene.done)['a.txt'] === 'one', 120_000);
    await scene.test.pass(2 * 60_000);
    expect(states()).toEqual([]);
    expect(otherSince()).toBeNull();
  });
});

/** The wall clock alone: nothing is looked at in between, as while the computer is off. */
async function daysPass({ test }: WatchScene, days: number): Promise<void> {
  await test.pass(5 * 60_000);
  test.clock.setWallClock(days * 24 * 3_600_000);
  await test.pass(5 * 60_000);
}

function ask(sql: string): readonly Readonly<Record<string, unknown>>[] {
  const anew = readdirSync(fixture.directory).find((name) => name.startsWith('crash-'));
  const database = openDatabase(join(fixture.directory, anew ?? '', 'data', 'queue.db'));
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

const states = (): readonly string[] =>
  ask('SELECT relative_path, state FROM watched_files').map((row) => `${row['relative_path']} ${row['state']}`);
const otherSince = (): unknown => ask('SELECT other_since FROM watched_folders')[0]?.['other_since'];
