import { createAgreeToAddresses } from '../../../electron/desktop/destinations/agree-to-addresses.ts';
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

export const destinationId = 'nas' as DestinationId;
export const nas: Destination = {
  ...{ destinationId, name: 'NAS', kind: 'put', url: 'put+https://nas.test/', isDefault: true, isBuiltIn: false },
  ...{ isResumable: false, user: null, savedSecrets: [] },
};
export const watched: WatchedFolder = {
  ...usualWatchRules,
  ...{ watchId: 'w' as WatchId, path: '/hot', destinationId, destinationName: 'NAS', afterwards: { kind: 'leave' } },
  ...{ isOn: true, state: 'watching', settling: 0, sending: 0, sent: 0, failed: 0, passedOver: 0, isScannedOnly: false, problem: null },
};

export const nothingHappens = { duringDialog: () => undefined, duringBox: () => undefined, duringEngine: async () => undefined };
interface Scene {
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
}

/** A page that asks about watched folders, with a person whose answers a test decides, and what came of it. */
export function watchPage() {
  const asked: YesNoQuestion[] = [];
  const dialogs: string[] = [];
  const added: WatchRequest[] = [];
  const updated: unknown[] = [];
  const changed: WatchChange[] = [];
  const scene: Scene = {
    ...{ watchedPath: '/hot', target: '/done', isYes: true, folders: [], destination: nas, others: [], ...nothingHappens },
  };

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
  const consent = async (question: YesNoQuestion): Promise<boolean> => {
    asked.push(question);
    scene.duringBox();
    return scene.isYes;
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
    consent,
    agree: createAgreeToAddresses(consent),
  });
  const context = { engine, settings: fakeSettings(), log: silentLog, currentSequence: () => 0 };
  const ask = (name: string, args: unknown) => answerRequest(handlers, context, name, args);
  return { asked, dialogs, added, updated, changed, scene, ask };
}
