import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import { hang, stored } from '../fake-server.ts';
import { useEngine } from '../use-engine.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();
const never = new Promise<never>(() => undefined);
const trash = { afterwards: { kind: 'trash' } } as const;

describe('where the disk of the queue refuses', () => {
  it('what was put into an open batch is sent all the same when there is room again', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    await scene.watch();
    await scene.test.until(() => scene.watched().sent === 1);
    await scene.test.pass(60_000);
    const [there, away] = [join(fixture.directory, 'data/queue.db'), join(fixture.directory, 'queue.away')];
    renameSync(there, away);
    scene.write('b.txt', 'two');
    await scene.test.until(() => scene.test.engine.overview().totals.notice !== null);
    renameSync(away, there);
    await scene.test.until(() => scene.watched().sent === 2, 120_000);
    await scene.test.pass(5 * 60_000);
    expect(scene.received.map(({ content }) => content)).toEqual(['one', 'two']);
    expect(scene.test.engine.overview().batches).toHaveLength(1);
  });

  it('a pause or an end of it is refused, and the folder is watched on', async () => {
    const scene = watchScene(fixture);
    await scene.watch();
    const { watchId } = scene.watched();
    const database = openDatabase(join(fixture.directory, 'data/queue.db'));
    for (const change of ['UPDATE', 'DELETE'])
      database.exec(`CREATE TRIGGER no_${change} BEFORE ${change} ON watched_folders BEGIN SELECT RAISE(FAIL, 'full'); END`);
    const { watchedFolders } = scene.test.engine;
    expect(() => watchedFolders.pause(watchId)).toThrow(expect.objectContaining({ code: 'queue-unusable' }));
    await expect(watchedFolders.remove(watchId)).rejects.toMatchObject({ code: 'queue-unusable' });
    database.exec('DROP TRIGGER no_UPDATE; DROP TRIGGER no_DELETE');
    database.close();
    expect(scene.watched()).toMatchObject({ isOn: true });
    scene.write('a.txt', 'one');
    await scene.test.until(() => scene.watched().sent === 1);
  });
});

it('forgets what waited to settle and is a link by then, and does not look for it again and again', async () => {
  const scene = watchScene(fixture, { folderEvents: { isRecursive: true, watch: () => () => undefined } });
  scene.write('a.txt', 'one');
  scene.write('b.txt', 'two');
  await scene.watch({ rules: { settleMs: 1_000 } });
  await scene.test.until(() => scene.watched().settling === 2);
  rmSync(join(scene.folder, 'a.txt'));
  symlinkSync('b.txt', join(scene.folder, 'a.txt'));
  // Before the next look through all of the folder would forget it.
  await scene.test.until(() => scene.watched().sent === 1 && scene.watched().settling === 0, 45_000);
});

it('of two requests at once to watch a folder one is refused', async () => {
  const scene = watchScene(fixture);
  const answers = await Promise.allSettled([scene.watch(), scene.watch()]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(scene.test.engine.watchedFolders.list()).toHaveLength(1);
});

describe('while a file is put in the trash for long', () => {
  it('another one that is changed and given anew stays known as given', async () => {
    const gate = fixture.gate();
    const trashed: string[] = [];
    const scene = watchScene(fixture, {
      trash: async (path) => {
        if (trashed.length === 0) await gate.opened;
        rmSync(path);
        trashed.push(path);
      },
    });
    scene.write('a.txt', 'one');
    scene.write('b.txt', 'two');
    await scene.watch(trash);
    await scene.test.until(() => scene.watched().sent === 2);
    await scene.test.pass(1_000);
    const { onTransfer } = scene.test.server;
    scene.test.server.onTransfer = async (request, call) => {
      await gate.opened;
      return onTransfer(request, call);
    };
    scene.write('b.txt', 'three, longer');
    await scene.test.until(() => scene.watched().sending === 1);
    gate.open();
    await scene.test.until(() => trashed.length === 2);
    expect(scene.watched()).toMatchObject({ sent: 3, sending: 0 });
    expect(scene.received.map(({ content }) => content).at(-1)).toBe('three, longer');
  });

  it('the folder can be renamed and watched anew, and what arrives meanwhile is noted', async () => {
    const gate = fixture.gate();
    const scene = watchScene(fixture, { trash: () => gate.opened });
    scene.write('a.txt', 'one');
    await scene.watch(trash);
    await scene.test.until(() => scene.watched().sent === 1);
    await scene.test.pass(1_000);
    const sending = fixture.gate();
    scene.test.server.onTransfer = async () => {
      await sending.opened;
      return stored;
    };
    scene.write('b.txt', 'two');
    await scene.test.until(() => scene.watched().sending === 1);
    const renamed = join(fixture.directory, 'renamed');
    renameSync(scene.folder, renamed);
    const added = scene.watch({ path: renamed, ...trash });
    await scene.test.asSoonAs(() => scene.watched().path === renamed);
    sending.open();
    await scene.test.asSoonAs(() => scene.watched().sending === 0);
    gate.open();
    await added;
    expect(scene.watched().sending).toBe(0);
  });

  it('the end is not held up for ever, and what is being sent is stopped at once', async () => {
    const scene = watchScene(fixture, { trash: () => never });
    scene.write('a.txt', 'one');
    await scene.watch(trash);
    await scene.test.until(() => scene.watched().sent === 1);
    await scene.test.pass(1_000);
    let isStopped = false;
    scene.test.server.onTransfer = (request) => {
      request.signal.addEventListener('abort', () => {
        isStopped = true;
      });
      return hang(request);
    };
    scene.write('b.txt', 'two');
    await scene.test.until(() => scene.watched().sending === 1);
    await scene.test.pass(1_000);
    const startedAt = scene.test.clock.now();
    const closed = scene.test.engine.close();
    await scene.test.asSoonAs(() => isStopped);
    expect(scene.test.clock.now()).toBe(startedAt);
    await scene.test.settle(closed);
    expect(scene.test.clock.now() - startedAt).toBeLessThan(10_000);
  });
});
