import { beforeEach, describe, expect, it } from 'vitest';
import type { YesNoQuestion } from '../../../electron/desktop/settings/ask-yes-no.ts';
import { createWatchHandlers } from '../../../electron/desktop/watch/watch-handlers.ts';
import type { Engine, WatchRequest } from '../../../electron/engine/engine.ts';
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
let scene: {
  watchedPath: string | null;
  target: string | null;
  isYes: boolean;
  folders: readonly WatchedFolder[];
  destination: Destination;
  /** Happens while the dialog is open, or the box, or the engine takes a change. */
  duringDialog: () => void;
  duringBox: () => void;
  duringEngine: () => Promise<void>;
};

beforeEach(() => {
  [asked, dialogs, added, updated] = [[], [], [], []];
  scene = { watchedPath: '/hot', target: '/done', isYes: true, folders: [], destination: nas, ...nothingHappens };
});

function page() {
  const base = createFakeEngine();
  const engine: Engine = {
    ...base,
    destinations: {
      ...base.destinations,
      list: () => [scene.destination],
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

function moveTo(change: Partial<Destination>): void {
  scene.destination = { ...scene.destination, ...change };
}
