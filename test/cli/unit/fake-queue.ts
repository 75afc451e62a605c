import type { Engine } from '../../../electron/engine/engine.ts';
import { ownQueue } from '../../../electron/terminal/own-queue.ts';
import type { QueueAccess } from '../../../electron/terminal/queue-access.ts';
import { silentLog } from '../../desktop/silent-log.ts';
import { fakeSettings } from '../../fakes/fake-settings.ts';

/** The queue of a fake engine, as a command sees the one of its own process. */
export function fakeQueue(engine: Engine): QueueAccess {
  return ownQueue({ engine, settings: fakeSettings(), log: silentLog, close: async () => undefined }, null);
}
