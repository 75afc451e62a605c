import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { statusWords } from '../../../shared/text/status-words.ts';
import { waitReasonWords } from '../../../shared/text/wait-reason-words.ts';
import { isSettled } from '../../../shared/upload.ts';
import type { FaultProxy } from '../../servers/start-fault-proxy.ts';
import { startFaultProxy } from '../../servers/start-fault-proxy.ts';
import type { SourceEngine } from './source-engine.ts';
import { openSourceEngine } from './source-engine.ts';
import type { RunningServer } from './source-server.ts';
import { sourceServers } from './source-server.ts';

const mebibyte = 1024 * 1024;
const content = randomBytes(4 * mebibyte);
const away = waitReasonWords('source-away');

/** A disk of its own, that can be pulled while it is read. */
interface Disk {
  readonly folder: string;
  pull(): void;
  plug(): void;
  remove(): void;
}

function command(program: string, ...words: readonly string[]): boolean {
  try {
    execFileSync(program, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The file system lives on under another path, so that it comes back as it was. */
function mountDisk(home: string): Disk | null {
  const [kept, folder] = [join(home, 'kept'), join(home, 'disk')];
  for (const path of [kept, folder]) mkdirSync(path);
  if (!command('mount', '-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', kept)) return null;
  const plug = (): void => void command('mount', '--bind', kept, folder);
  const pull = (): void => void command('umount', '-l', folder);
  plug();
  return {
    folder,
    plug,
    pull,
    remove: () => {
      pull();
      command('umount', '-l', kept);
    },
  };
}

function canMount(): boolean {
  const home = mkdtempSync(join(tmpdir(), 'gantry-mount-'));
  const disk = mountDisk(home);
  disk?.remove();
  rmSync(home, { recursive: true, force: true });
  return disk !== null;
}

/** No mount, but a folder that is renamed with all that is in it. */
function folderAsDisk(home: string): Disk {
  const folder = join(home, 'folder');
  mkdirSync(folder);
  return {
    folder,
    pull: () => renameSync(folder, `${folder}.away`),
    plug: () => renameSync(`${folder}.away`, folder),
    remove: () => undefined,
  };
}

const servers = sourceServers.filter(({ name }) => name === '@tus/server' || name === 'a PUT recorder');

describe.each(servers)('what goes away and comes back, sent to $name', ({ kind, start }) => {
  let server: RunningServer;
  let proxy: FaultProxy;
  let home: string;
  let test: SourceEngine;
  let number = 0;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'gantry-disk-'));
    proxy = await startFaultProxy(server.url);
    test = openSourceEngine(join(home, 'data'));
  });
  afterEach(async () => {
    await test.engine.close();
    await proxy.close();
    rmSync(home, { recursive: true, force: true });
  });

  function comesBack(make: (home: string) => Disk | null): void {
    it.each(['in the middle', 'before the first byte', 'while paused', 'while Gantry is closed'])('%s', async (when) => {
      const disk = make(home);
      if (disk === null) throw new Error('it could be mounted a moment ago');
      number += 1;
      const name = `${kind}-${number}.bin`;
      try {
        writeFileSync(join(disk.folder, name), content);
        test.engine.setRateLimit(16 * mebibyte);
        if (when === 'before the first byte') await proxy.set({ mode: 'silent' });
        await test.engine.add({ paths: [join(disk.folder, name)], destinationId: test.destination(`${kind}+${proxy.url}`) });
        if (when === 'before the first byte') await test.until('it knocks', () => proxy.counters().connectionsOpen > 0);
        else await test.until('the middle', () => proxy.counters().bytesUp > mebibyte);
        if (when === 'while paused') await test.engine.pause({ kind: 'all' });
        if (when === 'while Gantry is closed') await test.engine.close();
        disk.pull();
        if (when === 'while Gantry is closed') test = openSourceEngine(join(home, 'data'));
        if (when === 'while paused') await test.engine.resume({ kind: 'all' });
        await proxy.set({ mode: 'pass' });
        test.engine.setRateLimit(null);

        await test.until('it waits for the disk', () => test.file().waitReason === 'source-away');
        expect(statusWords(test.file(), 0)).toEqual({ state: away.title, detail: away.remedy });
        expect(await server.finished(name)).toEqual([]);

        disk.plug();
        await test.until('it settles', () => isSettled(test.file().status));
        expect([test.file().status, test.file().attempt]).toEqual(['completed', 1]);
        expect((await server.finished(name)).map((bytes) => bytes.equals(content))).toEqual([true]);
      } finally {
        disk.remove();
      }
    });
  }

  describe.skipIf(!canMount())('a disk', () => comesBack(mountDisk));
  describe('a folder', () => comesBack(folderAsDisk));
});
