import { beforeEach, describe, expect, it } from 'vitest';
import type { YesNoQuestion } from '../../../electron/desktop/settings/ask-yes-no.ts';
import { createWatchHandlers } from '../../../electron/desktop/watch/watch-handlers.ts';
import type { Engine, WatchChange, WatchRequest } from '../../../electron/engine/engine.ts';
import { answerRequest } from '../../../electron/requests/answer-request.ts';
import type { Destination } from '../../../shared/destination.ts';
import type { DestinationId, WatchId } from '../../../shared/ids.ts';
import type { WatchedFolder } from '../../../shared/watched-folder.ts';
import { usualWatchRules } from '../../../shared/watched-folder.ts';
import { fakeSettings } from '../../fakes/fake-settings.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { silentLog } from '../silent-log.ts';

const destinationId = 'nas' as DestinationId;
const nas: Destination = {
  ...{ destinationId, name: 'NAS', kind: 'put', url: 'put+https://nas.test/', isDefault: true, isBuiltIn: false },
  ...{ isResumable: false, user: null, savedSecrets: [] },
};
const watched: WatchedFolder = {
  ...usualWatchRules,
  ...{ watchId: 'w' as WatchId, path: '/hot', destinationId, destinationName: 'NAS', afterwards: { kind: 'leave' } },
  ...{ isOn: true, state: 'watching', settling: 0, sending: 0, sent: 0, failed: 0, passedOver: 0, isScannedOnly: false, problem: null },
};

const nothingHappens = { duringDialog: () => undefined, duringBox: () => undefined, duringEngine: async () => undefined };
let asked: YesNoQuestion[];
let dialogs: string[];
let added: WatchRequest[];
let updated: unknown[];
let changed: WatchChange[];
let scene: {
  watchedPath: string | null;
  target: string | null;
  isYes: boolean;
  folders: readonly WatchedFolder[];
  destination: Destination;
  others: readonly Destination[];
  /** Happens while the dialog is open, or the box, or the engine takes a change. */
  duringDialog: () => void;
  duringBox: () => void;
  duringEngine: () => Promise<void>;
};

beforeEach(() => {
  [asked, dialogs, added, updated, changed] = [[], [], [], [], []];
  scene = { watchedPath: '/hot', target: '/done', isYes: true, folders: [], destination: nas, others: [], ...nothingHappens };
});

function page() {
  const base = createFakeEngine();
  const engine: Engine = {
    ...base,
    destinations: {
      ...base.destinations,
      list: () => [scene.destination, ...scene.others],
      async update(id, changes) {
        updated.push([id, changes]);
        await scene.duringEngine();
        return nas;
      },
    },
    watchedFolders: {
      ...base.watchedFolders,
      list: () => scene.folders,
      async add(request) {
        added.push(request);
        await scene.duringEngine();
        return watched;
      },
      async change(_watchId, change) {
        changed.push(change);
        await scene.duringEngine();
        return watched;
      },
    },
  };
  const handlers = createWatchHandlers({
    dialogs: {
      async chooseWatched(destinationName) {
        dialogs.push(`watch for ${destinationName}`);
        scene.duringDialog();
        return scene.watchedPath;
      },
      async chooseTarget() {
        dialogs.push('target');
        return scene.target;
      },
    },
    async consent(question) {
      asked.push(question);
      scene.duringBox();
      return scene.isYes;
    },
  });
  const context = { engine, settings: fakeSettings(), log: silentLog, currentSequence: () => 0 };
  return (name: string, args: unknown) => answerRequest(handlers, context, name, args);
}
const ask = (name: string, args: unknown) => page()(name, args);

const choose = (afterwards: string) => ask('chooseWatchedFolder', { destinationId, rules: { settleMs: 2_000 }, afterwards });

describe('a page', () => {
  it('cannot name a folder itself', async () => {
    const answer = await ask('addWatchedFolder', { path: '/etc', destinationId, rules: {}, afterwards: { kind: 'leave' } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(await ask('chooseWatchedFolder', { path: '/etc', destinationId, rules: {}, afterwards: 'leave' })).toMatchObject({ ok: false });
    expect(added).toEqual([]);
  });

  it('has the person choose the folder, who is told where it goes', async () => {
    expect(await choose('leave')).toMatchObject({ ok: true, value: { folder: { path: '/hot' } } });
    expect(dialogs).toEqual(['watch for NAS']);
    expect(asked).toEqual([]);
    expect(added).toEqual([{ path: '/hot', destinationId, rules: { settleMs: 2_000 }, afterwards: { kind: 'leave' } }]);
  });

  it('has the person choose where to move to as well, and say yes in a box that names it all', async () => {
    expect(await choose('move')).toMatchObject({ ok: true });
    expect(dialogs).toEqual(['watch for NAS', 'target']);
    expect(asked[0]?.detail).toContain('/hot');
    expect(asked[0]?.detail).toContain('“NAS” (put+https://nas.test/)');
    expect(asked[0]?.detail).toContain('/done');
    expect(added[0]?.afterwards).toEqual({ kind: 'move', folder: '/done' });
  });

  it('gets nothing trashed without a yes', async () => {
    scene.isYes = false;
    expect(await choose('trash')).toEqual({ ok: true, value: { folder: null } });
    expect(asked).toHaveLength(1);
    expect(added).toEqual([]);
  });

  it.each([
    ['the folder', 'leave', { watchedPath: null }],
    ['the folder to move to', 'move', { target: null }],
  ])('gets nothing where the person does not choose %s', async (_what, kind, change) => {
    Object.assign(scene, change);
    expect(await choose(kind)).toEqual({ ok: true, value: { folder: null } });
    expect(added).toEqual([]);
  });

  it('cannot turn what comes into a watched folder to another address by itself', async () => {
    const change = { destinationId, url: 'put+https://thief.test/' };
    scene.folders = [watched];
    scene.isYes = false;
    expect(await ask('updateDestination', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(asked[0]?.detail).toContain('put+https://thief.test/');
    expect(updated).toEqual([]);
    scene.isYes = true;
    expect(await ask('updateDestination', change)).toMatchObject({ ok: true });
    scene.folders = [];
    await ask('updateDestination', change);
    await ask('updateDestination', { destinationId, name: 'Other' });
    expect(asked).toHaveLength(2);
    expect(updated).toHaveLength(3);
  });

  it.each<[string, string, Partial<typeof scene>]>([
    ['while the folder is chosen', 'leave', { duringDialog: () => moveTo({ url: 'put+https://thief.test/' }) }],
    ['while the box is open', 'trash', { duringBox: () => moveTo({ url: 'put+https://thief.test/' }) }],
    ['in name alone', 'leave', { duringDialog: () => moveTo({ name: 'Thief' }) }],
  ])('gets no folder watched for a destination that was changed %s', async (_when, kind, change) => {
    Object.assign(scene, change);
    expect(await choose(kind)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(added).toEqual([]);
  });

  it('cannot change the address while the engine takes the folder, nor have one watched while it takes the address', async () => {
    const send = page();
    const change = { destinationId, url: 'put+https://thief.test/' };
    const folder = { destinationId, rules: { settleMs: 2_000 }, afterwards: 'leave' };
    const second: unknown[] = [];
    for (const [first, firstArguments, later, laterArguments] of [
      ['chooseWatchedFolder', folder, 'updateDestination', change],
      ['updateDestination', change, 'chooseWatchedFolder', folder],
    ] as const) {
      scene.duringEngine = async () => {
        scene.duringEngine = nothingHappens.duringEngine;
        second.push(await send(later, laterArguments));
      };
      expect(await send(first, firstArguments)).toMatchObject({ ok: true });
    }
    expect(second).toMatchObject([
      { ok: false, error: { code: 'not-possible-now' } },
      { ok: false, error: { code: 'not-possible-now' } },
    ]);
    expect([added.length, updated.length]).toEqual([1, 1]);
  });

  it('gets no other address where more folders are watched than the box named, or than fit into it', async () => {
    const change = { destinationId, url: 'put+https://thief.test/' };
    scene.folders = [watched];
    scene.duringBox = () => {
      scene.folders = [watched, { ...watched, path: '/private' }];
    };
    expect(await ask('updateDestination', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(asked).toHaveLength(1);
    scene.folders = Array.from({ length: 200 }, (_, index) => ({ ...watched, path: `/a/folder/with/a/name/${index}` }));
    expect(await ask('updateDestination', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect([asked.length, updated]).toEqual([1, []]);
  });
});

describe('a page that changes a watched folder', () => {
  const edit = (change: Record<string, unknown>) => ask('editWatchedFolder', { watchId: 'w', rules: {}, ...change });
  const other: Destination = { ...nas, destinationId: 'other' as DestinationId, name: 'Other', url: 'put+https://other.test/' };
  beforeEach(() => {
    scene.folders = [watched];
    scene.others = [other];
  });

  it('says by itself which files are taken and when, and that they stay', async () => {
    const rules = { settleMs: 60_000, only: ['*.jpg'], includesSubfolders: false, conflict: 'rename' };
    expect(await edit({ rules, destinationId, afterwards: 'leave' })).toMatchObject({ ok: true, value: { folder: { path: '/hot' } } });
    expect(await edit({ rules })).toMatchObject({ ok: true });
    expect([asked, dialogs]).toEqual([[], []]);
    expect(changed).toEqual([{ rules, destinationId, afterwards: { kind: 'leave' } }, { rules }]);
  });

  it('cannot name a folder to move to, nor break the rules of what may be said', async () => {
    const change = { watchId: 'w', rules: {}, afterwards: { kind: 'move', folder: '/etc' } };
    expect(await ask('changeWatchedFolder', change)).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    expect(await edit({ afterwards: change.afterwards })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await edit({ rules: { settleMs: 1 } })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(await edit({ watchId: 'unknown' })).toMatchObject({ ok: false, error: { code: 'bad-request' } });
    expect(changed).toEqual([]);
  });

  it('sends nothing to another destination without a yes to its name and address', async () => {
    scene.isYes = false;
    scene.folders = [{ ...watched, afterwards: { kind: 'move', folder: '/done' } }];
    expect(await edit({ destinationId: 'other' })).toEqual({ ok: true, value: { folder: null } });
    expect(asked[0]?.detail).toContain('from /hot, and what comes into it, is sent to “Other” (put+https://other.test/)');
    expect(asked[0]?.detail).toContain('is moved to /done');
    expect(changed).toEqual([]);
    scene.isYes = true;
    expect(await edit({ destinationId: 'other' })).toMatchObject({ ok: true });
    expect(changed).toEqual([{ rules: {}, destinationId: 'other' }]);
  });

  it('has nothing taken away without a yes, and a person chooses where it is moved to', async () => {
    scene.isYes = false;
    expect(await edit({ afterwards: 'trash' })).toEqual({ ok: true, value: { folder: null } });
    expect(await edit({ afterwards: 'move' })).toEqual({ ok: true, value: { folder: null } });
    expect([asked.length, dialogs, changed]).toEqual([2, ['target'], []]);
    scene.isYes = true;
    await edit({ afterwards: 'move' });
    expect(changed).toEqual([{ rules: {}, afterwards: { kind: 'move', folder: '/done' } }]);
    scene.target = null;
    expect(await edit({ afterwards: 'move' })).toEqual({ ok: true, value: { folder: null } });
    expect(changed).toHaveLength(1);
  });

  it('gets nothing where the destination became another one while the box was open, or is about to', async () => {
    scene.duringBox = () => {
      scene.others = [{ ...other, url: 'put+https://thief.test/' }];
    };
    expect(await edit({ destinationId: 'other' })).toMatchObject({ ok: false, error: { code: 'not-possible-now' } });
    const send = page();
    Object.assign(scene, nothingHappens);
    const answers: unknown[] = [];
    scene.duringEngine = async () => {
      scene.duringEngine = nothingHappens.duringEngine;
      answers.push(await send('editWatchedFolder', { watchId: 'w', rules: {}, destinationId: 'other' }));
    };
    await send('updateDestination', { destinationId: 'other', url: 'put+https://thief.test/' });
    expect(answers).toMatchObject([{ ok: false, error: { code: 'not-possible-now' } }]);
    expect(changed).toEqual([]);
  });
});

function moveTo(change: Partial<Destination>): void {
  scene.destination = { ...scene.destination, ...change };
}
