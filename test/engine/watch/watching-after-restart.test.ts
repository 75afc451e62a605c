import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../electron/engine/storage/database.ts';
import { hang } from '../fake-server.ts';
import { useEngine } from '../use-engine.ts';
import type { WatchScene } from './watch-scene.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();

const names = ({ received }: WatchScene): readonly string[] => received.map(({ name }) => name);

describe('a watched folder after a restart', () => {
  it('nothing is sent twice, and what came meanwhile is sent', async () => {
    const scene = watchScene(fixture);
    scene.write('a.txt', 'one');
    scene.write('b.txt', 'two');
    await scene.watch();
    await scene.test.until(() => scene.watched().sent === 2);
    const next = await scene.crash();
    next.write('c.txt', 'three');
    await next.test.until(() => scene.received.length === 3);
    await next.test.pass(10 * 60_000);
    expect(names(scene).toSorted()).toEqual(['hot/a.txt', 'hot/b.txt', 'hot/c.txt']);
    expect(next.watched()).toMatchObject({ sent: 3, sending: 0 });
  });

  it('a file that was in the queue is sent by the queue alone', async () => {
    const scene = watchScene(fixture);
    const { onTransfer } = scene.test.server;
    scene.test.server.onTransfer = hang;
    scene.write('a.txt', 'one');
    await scene.watch();
    await scene.test.until(() => scene.test.files()[0]?.status === 'uploading');
    scene.test.server.onTransfer = onTransfer;
    const next = await scene.crash();
    await next.test.until(() => scene.received.length === 1);
    await next.test.pass(10 * 60_000);
    expect(scene.received).toHaveLength(1);
    expect(next.watched()).toMatchObject({ sent: 1, sending: 0 });
  });

  /** Has one file on its way, ends the process, and starts another one on a disk that does not take changes to a table. */
  async function restartWithout(table: 'watched_files' | 'watched_folders'): Promise<{ scene: WatchScene; complaints: number }> {
    const scene = watchScene(fixture);
    scene.test.server.onTransfer = hang;
    scene.write('a.txt', 'one');
    await scene.watch();
    await scene.test.until(() => scene.test.files()[0]?.status === 'uploading');
    const database = openDatabase(join(fixture.directory, 'data', 'queue.db'));
    database.exec(`CREATE TRIGGER broken BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'broken'); END`);
    database.close();
    const next = await scene.crash();
    return { scene: next, complaints: next.test.logged.filter(({ event }) => event === 'watched-folders-not-caught-up').length };
  }

  it('Gantry is there too where the disk takes nothing', async () => {
    const { scene, complaints } = await restartWithout('watched_folders');
    expect([complaints, scene.watched().sending]).toEqual([1, 1]);
  });

  it('what is still on its way is not written again', async () => {
    const { scene, complaints } = await restartWithout('watched_files');
    expect([complaints, scene.watched().sending]).toEqual([0, 1]);
  });

  it('nothing of it was lost or given twice by a crash while many are given', async () => {
    const scene = watchScene(fixture);
    for (let index = 0; index < 700; index += 1) scene.write(`${index}.txt`, `${index}.`);
    await scene.watch();
    await scene.test.until(() => scene.test.engine.overview().batches.length > 0);
    const next = await scene.crash();
    await next.test.until(() => new Set(names(scene)).size === 700);
    await next.test.pass(10 * 60_000);
    const all = next.test.files();
    expect(new Set(all.map(({ relativePath }) => relativePath)).size).toBe(all.length);
    expect(next.watched()).toMatchObject({ sent: 700, sending: 0, settling: 0 });
  });
});
