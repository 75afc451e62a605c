import { beforeEach, describe, expect, it } from 'vitest';
import type { Destination } from '../../../shared/destination.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { destinationId, nas, nothingHappens, watched, watchPage } from './watch-page.ts';

let test: ReturnType<typeof watchPage>;
beforeEach(() => {
  test = watchPage();
});

describe('a page that changes a watched folder', () => {
  const edit = (change: Record<string, unknown>) => test.ask('editWatchedFolder', { watchId: 'w', rules: {}, ...change });
  const other: Destination = { ...nas, destinationId: 'other' as DestinationId, name: 'Other', url: 'put+https://other.test/' };
  beforeEach(() => {
    test.scene.folders = [watched];
    test.scene.others = [other];
  });

  it('says by itself which files are taken and when, and that they stay', async () => {
    const rules = { settleMs: 60_000, only: ['*.jpg'], includesSubfolders: false, conflict: 'rename' };
    expect(await edit({ rules, destinationId, afterwards: 'leave' })).toMatchObject({ ok: true, value: { folder: { path: '/hot' } } });
    expect(await edit({ rules })).toMatchObject({ ok: true });
    expect([test.asked, test.dialogs]).toEqual([[], []]);
    expect(test.changed).toEqual([{ rules, destinationId, afterwards: { kind: 'leave' } }, { rules }]);
  });

  it('cannot name a folder to move to, nor break the rules of what may be said', async () => {
    const change = { watchId: 'w', rules: {}, afterwards: { kind: 'move', folder: '/etc' } };
    expect(await test.ask('changeWatchedFolder', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(await edit({ afterwards: change.afterwards })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await edit({ rules: { settleMs: 1 } })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await edit({ watchId: 'unknown' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(test.changed).toEqual([]);
  });

  it('sends nothing to another destination without a yes to its name and address', async () => {
    test.scene.isYes = false;
    test.scene.folders = [{ ...watched, afterwards: { kind: 'move', folder: '/done' } }];
    expect(await edit({ destinationId: 'other' })).toEqual({ ok: true, value: { folder: null } });
    expect(test.asked[0]?.detail).toContain('from /hot, and what comes into it, is sent to “Other” (put+https://other.test/)');
    expect(test.asked[0]?.detail).toContain('is moved to /done');
    expect(test.changed).toEqual([]);
    test.scene.isYes = true;
    expect(await edit({ destinationId: 'other' })).toMatchObject({ ok: true });
    expect(test.changed).toEqual([{ rules: {}, destinationId: 'other' }]);
  });

  it('has nothing taken away without a yes, and a person chooses where it is moved to', async () => {
    test.scene.isYes = false;
    expect(await edit({ afterwards: 'trash' })).toEqual({ ok: true, value: { folder: null } });
    expect(await edit({ afterwards: 'move' })).toEqual({ ok: true, value: { folder: null } });
    expect([test.asked.length, test.dialogs, test.changed]).toEqual([2, ['target'], []]);
    test.scene.isYes = true;
    await edit({ afterwards: 'move' });
    expect(test.changed).toEqual([{ rules: {}, afterwards: { kind: 'move', folder: '/done' } }]);
    test.scene.target = null;
    expect(await edit({ afterwards: 'move' })).toEqual({ ok: true, value: { folder: null } });
    expect(test.changed).toHaveLength(1);
  });

  it('gets nothing where the destination became another one while the box was open, or is about to', async () => {
    test.scene.duringBox = () => {
      test.scene.others = [{ ...other, url: 'put+https://thief.test/' }];
    };
    expect(await edit({ destinationId: 'other' })).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    const send = test.ask;
    Object.assign(test.scene, nothingHappens);
    const answers: unknown[] = [];
    test.scene.duringEngine = async () => {
      test.scene.duringEngine = nothingHappens.duringEngine;
      answers.push(await send('editWatchedFolder', { watchId: 'w', rules: {}, destinationId: 'other' }));
    };
    await send('updateDestination', { destinationId: 'other', url: 'put+https://thief.test/' });
    expect(answers).toMatchObject([{ ok: false, error: { code: 'not-possible-now' } }]);
    expect(test.changed).toEqual([]);
  });
});
