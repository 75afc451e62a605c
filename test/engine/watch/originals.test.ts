import { closeSync, mkdirSync, openSync, renameSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { WatchRequest } from '../../../electron/engine/engine.ts';
import type { TransferScript } from '../fake-server.ts';
import { stored } from '../fake-server.ts';
import { useEngine } from '../use-engine.ts';
import type { WatchScene } from './watch-scene.ts';
import { watchScene } from './watch-scene.ts';

const fixture = useEngine();
const moveTo = (folder: string): Partial<WatchRequest> => ({ afterwards: { kind: 'move', folder } });
const time = 1_600_000_000;

/** Writes a file with the time that the ones before it had. */
function writeAlike({ folder, write }: WatchScene, path: string, content: string): void {
  write(path, content);
  utimesSync(join(folder, path), time, time);
}

/** Writes over what a file holds, and sets its time back: the same file, of the same size. */
function writeOver({ folder }: WatchScene, path: string, content: string): void {
  const file = openSync(join(folder, path), 'r+');
  writeSync(file, content, 0);
  closeSync(file);
  utimesSync(join(folder, path), time, time);
}

/** A transfer that goes on in the middle, as after a crash: nobody has seen all of the file in one go. */
const goingOn =
  ({ received }: WatchScene): TransferScript =>
  async ({ source, target, signal }) => {
    let content = '';
    for await (const chunk of source.read(1, source.fingerprint.size, signal)) content += chunk.toString();
    for await (const chunk of source.peek(0, 1, signal)) content = chunk.toString() + content;
    await source.checkUnchanged();
    received.push({ name: target.relativePath, content });
    return stored;
  };

describe('an original', () => {
  it('stays where the destination only said yes and showed nothing, also after a crash and when it is touched', async () => {
    const scene = watchScene(fixture);
    const { onTransfer } = scene.test.server;
    scene.test.server.onTransfer = async (request, call) => ({ ...(await onTransfer(request, call)), verification: 'accepted' });
    scene.write('a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.test.files()[0]?.status === 'completed');
    const next = await scene.crash();
    next.write('b.txt', 'two');
    await next.test.until(() => next.received.length === 2);
    await next.test.pass(5 * 60_000);
    next.touch('a.txt');
    await next.test.pass(5 * 60_000);
    expect(next.below(next.folder)).toEqual({ 'a.txt': 'one', 'b.txt': 'two' });
    expect(next.below(next.done)).toEqual({});
    expect(next.received).toHaveLength(2);
    expect(next.watched()).toMatchObject({ sent: 2, problem: { code: 'source-not-moved' } });
  });

  it('that was written over, with its time set back, stays also where nobody knows its sum', async () => {
    const scene = watchScene(fixture);
    const transfer = goingOn(scene);
    scene.test.server.onTransfer = async (request, call) => {
      const receipt = await transfer(request, call);
      writeOver(scene, 'a.txt', 'two');
      return receipt;
    };
    writeAlike(scene, 'a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.received.length === 1);
    await scene.test.pass(5 * 60_000);
    expect(scene.received).toEqual([{ name: 'hot/a.txt', content: 'one' }]);
    expect([scene.below(scene.folder), scene.below(scene.done)]).toEqual([{ 'a.txt': 'two' }, {}]);
  });

  it('is sent when another one stood there before it, of its size and time, and was moved', async () => {
    const scene = watchScene(fixture);
    writeAlike(scene, 'a.txt', 'one');
    await scene.watch(moveTo(scene.done));
    await scene.test.until(() => scene.below(scene.done)['a.txt'] === 'one');
    writeAlike(scene, 'a.txt', 'two');
    await scene.test.until(() => scene.below(scene.done)['a (2).txt'] === 'two');
    expect(scene.received.map(({ content }) => content)).toEqual(['one', 'two']);
  });

  it('is not sent again where its folder is watched anew', async () => {
    const scene = watchScene(fixture);
    writeAlike(scene, 'a.txt', 'one');
    await scene.watch();
    await scene.test.until(() => scene.received.length === 1);
    await scene.test.settle(scene.test.engine.watchedFolders.remove(scene.watched().watchId));
    await scene.watch(moveTo(scene.done));
    await scene.test.pass(5 * 60_000);
    expect(scene.received).toHaveLength(1);
    expect(scene.below(scene.folder)).toEqual({ 'a.txt': 'one' });
  });

  it('is sent when another one is put in its place, of its size and time, also where nobody knows its sum', async () => {
    const scene = watchScene(fixture);
    scene.test.server.onTransfer = goingOn(scene);
    writeAlike(scene, 'a.txt', 'one');
    await scene.watch();
    await scene.test.until(() => scene.watched().sent === 1);
    const beside = join(fixture.directory, 'beside');
    writeFileSync(beside, 'two');
    utimesSync(beside, time, time);
    expect(statSync(beside).ino).not.toBe(statSync(join(scene.folder, 'a.txt')).ino);
    renameSync(beside, join(scene.folder, 'a.txt'));
    await scene.test.until(() => scene.received.length === 2);
    expect(scene.received.map(({ content }) => content)).toEqual(['one', 'two']);
  });

  it('of another folder of that name, watched for the same destination, replaces none', async () => {
    const scene = watchScene(fixture);
    const other = join(fixture.directory, 'other', 'hot');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, 'a.txt'), 'theirs');
    scene.write('a.txt', 'one');
    await scene.watch({ rules: { conflict: 'overwrite' } });
    await scene.watch({ path: other, rules: { conflict: 'overwrite' } });
    await scene.test.until(() => scene.received.length === 2);
    expect(scene.received.map(({ name, content }) => `${name} ${content}`).toSorted()).toEqual(['hot (2)/a.txt theirs', 'hot/a.txt one']);
  });

  it('that was left where it is stays there when the rule changes and it is touched', async () => {
    const trashed: string[] = [];
    const trash = async (path: string): Promise<void> => {
      trashed.push(path);
      rmSync(path);
    };
    const scene = watchScene(fixture, { trash });
    scene.write('a.txt', 'one');
    await scene.watch();
    await scene.test.until(() => scene.watched().sent === 1);
    const { watchId } = scene.watched();
    await scene.test.settle(scene.test.engine.watchedFolders.change(watchId, { rules: {}, afterwards: { kind: 'trash' } }));
    scene.touch('a.txt');
    await scene.test.pass(5 * 60_000);
    expect(trashed).toEqual([]);
  });
});
