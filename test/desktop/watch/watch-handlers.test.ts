import { beforeEach, describe, expect, it } from 'vitest';
import type { Destination } from '../../../shared/destination.ts';
import { destinationId, nothingHappens, watched, watchPage } from './watch-page.ts';

let test: ReturnType<typeof watchPage>;
beforeEach(() => {
  test = watchPage();
});

const choose = (afterwards: string) => test.ask('chooseWatchedFolder', { destinationId, rules: { settleMs: 2_000 }, afterwards });

describe('a page', () => {
  it('cannot name a folder itself', async () => {
    const answer = await test.ask('addWatchedFolder', { path: '/etc', destinationId, rules: {}, afterwards: { kind: 'leave' } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(await test.ask('chooseWatchedFolder', { path: '/etc', destinationId, rules: {}, afterwards: 'leave' })).toMatchObject({
      ok: false,
    });
    expect(test.added).toEqual([]);
  });

  it('has the person choose the folder, who is told where it goes', async () => {
    expect(await choose('leave')).toMatchObject({ ok: true, value: { folder: { path: '/hot' } } });
    expect(test.dialogs).toEqual(['watch for NAS']);
    expect(test.asked).toEqual([]);
    expect(test.added).toEqual([{ path: '/hot', destinationId, rules: { settleMs: 2_000 }, afterwards: { kind: 'leave' } }]);
  });

  it('has the person choose where to move to as well, and say yes in a box that names it all', async () => {
    expect(await choose('move')).toMatchObject({ ok: true });
    expect(test.dialogs).toEqual(['watch for NAS', 'target']);
    expect(test.asked[0]?.detail).toContain('/hot');
    expect(test.asked[0]?.detail).toContain('“NAS” (put+https://nas.test/)');
    expect(test.asked[0]?.detail).toContain('/done');
    expect(test.added[0]?.afterwards).toEqual({ kind: 'move', folder: '/done' });
  });

  it('gets nothing trashed without a yes', async () => {
    test.scene.isYes = false;
    expect(await choose('trash')).toEqual({ ok: true, value: { folder: null } });
    expect(test.asked).toHaveLength(1);
    expect(test.added).toEqual([]);
  });

  it.each([
    ['the folder', 'leave', { watchedPath: null }],
    ['the folder to move to', 'move', { target: null }],
  ])('gets nothing where the person does not choose %s', async (_what, kind, change) => {
    Object.assign(test.scene, change);
    expect(await choose(kind)).toEqual({ ok: true, value: { folder: null } });
    expect(test.added).toEqual([]);
  });

  it('cannot turn what comes into a watched folder to another address by itself', async () => {
    const change = { destinationId, url: 'put+https://thief.test/' };
    test.scene.folders = [watched];
    test.scene.isYes = false;
    expect(await test.ask('updateDestination', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(test.asked[0]?.detail).toContain('put+https://thief.test/');
    expect(test.updated).toEqual([]);
    test.scene.isYes = true;
    expect(await test.ask('updateDestination', change)).toMatchObject({ ok: true });
    await test.ask('updateDestination', { destinationId, name: 'Other' });
    expect(test.asked).toHaveLength(2);
    expect(test.updated).toHaveLength(2);
  });

  it('cannot turn what is sent anyway to another address by itself either', async () => {
    const change = { destinationId, url: 'put+https://thief.test/' };
    test.scene.isYes = false;
    expect(await test.ask('updateDestination', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(test.asked[0]?.detail).toContain('“put+https://thief.test/”');
    expect(test.updated).toEqual([]);
    test.scene.isYes = true;
    expect(await test.ask('updateDestination', change)).toMatchObject({ ok: true });
    test.scene.duringBox = () => {
      test.scene.folders = [watched];
    };
    // A folder that is watched since then was not named.
    expect(await test.ask('updateDestination', { ...change, url: 'put+https://other.test/' })).toMatchObject({ ok: false });
    expect(test.updated).toHaveLength(1);
  });

  it.each<[string, string, Partial<typeof test.scene>]>([
    ['while the folder is chosen', 'leave', { duringDialog: () => moveTo({ url: 'put+https://thief.test/' }) }],
    ['while the box is open', 'trash', { duringBox: () => moveTo({ url: 'put+https://thief.test/' }) }],
    ['in name alone', 'leave', { duringDialog: () => moveTo({ name: 'Thief' }) }],
  ])('gets no folder watched for a destination that was changed %s', async (_when, kind, change) => {
    Object.assign(test.scene, change);
    expect(await choose(kind)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(test.added).toEqual([]);
  });

  it('cannot change the address while the engine takes the folder, nor have one watched while it takes the address', async () => {
    const send = test.ask;
    const change = { destinationId, url: 'put+https://thief.test/' };
    const folder = { destinationId, rules: { settleMs: 2_000 }, afterwards: 'leave' };
    const second: unknown[] = [];
    for (const [first, firstArguments, later, laterArguments] of [
      ['chooseWatchedFolder', folder, 'updateDestination', change],
      ['updateDestination', change, 'chooseWatchedFolder', folder],
    ] as const) {
      test.scene.duringEngine = async () => {
        test.scene.duringEngine = nothingHappens.duringEngine;
        second.push(await send(later, laterArguments));
      };
      expect(await send(first, firstArguments)).toMatchObject({ ok: true });
    }
    expect(second).toMatchObject([
      { ok: false, error: { code: 'not-possible-now' } },
      { ok: false, error: { code: 'not-possible-now' } },
    ]);
    expect([test.added.length, test.updated.length]).toEqual([1, 1]);
  });

  it('gets no other address where more folders are watched than the box named, or than fit into it', async () => {
    const change = { destinationId, url: 'put+https://thief.test/' };
    test.scene.folders = [watched];
    test.scene.duringBox = () => {
      test.scene.folders = [watched, { ...watched, path: '/private' }];
    };
    expect(await test.ask('updateDestination', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(test.asked).toHaveLength(1);
    test.scene.folders = Array.from({ length: 200 }, (_, index) => ({ ...watched, path: `/a/folder/with/a/name/${index}` }));
    expect(await test.ask('updateDestination', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect([test.asked.length, test.updated]).toEqual([1, []]);
  });
});

function moveTo(change: Partial<Destination>): void {
  test.scene.destination = { ...test.scene.destination, ...change };
}
