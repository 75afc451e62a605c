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

let asked: YesNoQuestion[];
let dialogs: string[];
let added: WatchRequest[];
let updated: unknown[];
let scene: { watchedPath: string | null; target: string | null; isYes: boolean; folders: readonly WatchedFolder[] };

beforeEach(() => {
  [asked, dialogs, added, updated] = [[], [], [], []];
  scene = { watchedPath: '/hot', target: '/done', isYes: true, folders: [] };
});

async function ask(name: string, args: unknown) {
  const base = createFakeEngine();
  const engine: Engine = {
    ...base,
    destinations: {
      ...base.destinations,
      list: () => [nas],
      async update(id, changes) {
        updated.push([id, changes]);
        return nas;
      },
    },
    watchedFolders: {
      ...base.watchedFolders,
      list: () => scene.folders,
      async add(request) {
        added.push(request);
        return watched;
      },
    },
  };
  const handlers = createWatchHandlers({
    dialogs: {
      async chooseWatched(destinationName) {
        dialogs.push(`watch for ${destinationName}`);
        return scene.watchedPath;
      },
      async chooseTarget() {
        dialogs.push('target');
        return scene.target;
      },
    },
    async consent(question) {
      asked.push(question);
      return scene.isYes;
    },
  });
  const context = { engine, settings: fakeSettings(), log: silentLog, currentSequence: () => 0 };
  return answerRequest(handlers, context, name, args);
}

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
});
