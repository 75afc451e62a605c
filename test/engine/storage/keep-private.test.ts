import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPrivate } from '../../../electron/engine/storage/keep-private.ts';
import { ownDataDirectory } from '../../../electron/engine/storage/own-data-directory.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let umaskBefore: number;
beforeEach(async () => {
  directory = await temporaryDirectory();
  umaskBefore = process.umask(0o022);
  // A person made it, and others may enter.
  chmodSync(directory.path, 0o755);
});
afterEach(() => {
  process.umask(umaskBefore);
  return directory.remove();
});

const modes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(directory.path).map((name) => [name, (statSync(join(directory.path, name)).mode & 0o777).toString(8)]));

describe.skipIf(process.platform === 'win32')('the queue in a folder that others may enter', () => {
  it('is for its owner alone, with its journals and its lock', () => {
    const owned = ownDataDirectory(directory.path, createFakeClock());
    expect(Object.keys(modes())).toEqual(expect.arrayContaining(['owner.db', 'queue.db', 'queue.db-shm', 'queue.db-wal']));
    expect(new Set(Object.values(modes()))).toEqual(new Set(['600']));
    expect(() => ownDataDirectory(directory.path, createFakeClock())).toThrow(expect.objectContaining({ code: 'queue-held' }));
    owned.release();
  });

  it('is taken from others at the next start, where an older Gantry left it to them', () => {
    ownDataDirectory(directory.path, createFakeClock()).release();
    for (const name of readdirSync(directory.path)) chmodSync(join(directory.path, name), 0o644);
    const owned = ownDataDirectory(directory.path, createFakeClock());
    expect(new Set(Object.values(modes()))).toEqual(new Set(['600']));
    owned.release();
  });

  it('leaves alone what cannot be made or changed', () => {
    keepPrivate(join(directory.path, 'nowhere', 'queue.db'));
    expect(readdirSync(directory.path)).toEqual([]);
  });
});
