import { expect, it } from 'vitest';
import { FolderWatch } from '../../../electron/engine/watch/folder-watch.ts';
import type { WatchDisk } from '../../../electron/engine/watch/watch-disk.ts';
import type { WatchRecord } from '../../../electron/engine/watch/watch-record.ts';
import { WatchedRoot } from '../../../electron/engine/watch/watched-root.ts';
import type { DestinationId, WatchId } from '../../../shared/ids.ts';
import { usualWatchRules } from '../../../shared/watched-folder.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createGate } from '../gate.ts';
import { createMemoryDisk } from './memory-disk.ts';

const record: WatchRecord = {
  ...{ watchId: 'watch-1' as WatchId, path: '/hot', identity: { inode: '/hot', device: '1' }, targetName: 'hot' },
  ...{ destinationId: 'destination-1' as DestinationId, rules: usualWatchRules, afterwards: { kind: 'leave' } },
  ...{ isOn: true, sent: 0, createdAt: 0 },
};

it('looks once more where that is asked for in the middle of a look', async () => {
  const clock = createFakeClock();
  const gate = createGate();
  let looks = 0;
  const disk: WatchDisk = {
    ...createMemoryDisk(() => false, ['/hot']),
    async *list() {
      looks += 1;
      await gate.opened;
      yield [];
    },
  };
  const watch = (): WatchRecord => record;
  const looksAt = new FolderWatch({
    ...{
      clock,
      disk,
      root: new WatchedRoot({ disk, clock, watch }),
      queue: { alsoWrite: () => undefined },
      log: { write: () => undefined },
    },
    store: { files: () => new Map(), putFile: () => undefined },
    events: { isRecursive: true, watch: () => () => undefined },
    ...{ leaveOut: () => [], watch, give: async () => undefined, onLooked: () => undefined },
  });
  await clock.advance(1);
  expect(looks).toBe(1);
  looksAt.scanSoon();
  gate.open();
  await clock.advance(1_000);
  expect(looks).toBe(2);
  await clock.advance(50_000);
  expect(looks).toBe(2);
  looksAt.close();
});
