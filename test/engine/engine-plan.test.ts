import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { Checkpoint } from '../../electron/engine/protocols/protocol.ts';
import { openDatabase } from '../../electron/engine/storage/database.ts';
import { hang, sendWhole, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { startEngine } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const names = Array.from({ length: 60 }, (_, index) => `file-${String(index).padStart(2, '0')}`);
const queueFile = () => join(fixture.directory, 'data', 'queue.db');

/** What the disk says that a file begins with. */
function onDisk(name: string): Checkpoint | null {
  const database = openDatabase(queueFile());
  try {
    const row = database.prepare('SELECT checkpoint FROM uploads WHERE relative_path = :name').get({ name });
    return typeof row?.['checkpoint'] === 'string' ? (JSON.parse(row['checkpoint']) as Checkpoint) : null;
  } finally {
    database.close();
  }
}

let test: EngineUnderTest;
beforeEach(() => {
  test = fixture.start({ concurrency: 2 });
  test.server.onPlan = ({ target }) => ({ planned: target.relativePath });
});

describe('what a small file begins with', () => {
  it('is on disk before its first try, which need not write it down, and is what a later try goes on from', async () => {
    const seen: {
      readonly name: string;
      readonly plan: Checkpoint | null;
      readonly checkpoint: Checkpoint | null;
      readonly isOnDisk: boolean;
      readonly isFromBefore: boolean;
    }[] = [];
    test.server.onTransfer = async (request, call) => {
      const { plan = null, checkpoint, target, isFromBefore = false } = request;
      const isOnDisk = JSON.stringify(onDisk(target.relativePath)) === JSON.stringify(plan);
      seen.push({ name: target.relativePath, plan, checkpoint, isOnDisk, isFromBefore });
      if (call === 30) throw new UploadError('connection-lost');
      return await sendWhole(request, call);
    };
    await test.addFiles(names);
    await test.until(() => test.batch().status === 'completed');
    // All but the few that had a slot at once.
    const planned = seen.filter(({ plan }) => plan !== null);
    expect(planned.length).toBeGreaterThan(names.length - 10);
    for (const { name, plan, checkpoint, isOnDisk } of planned)
      expect([plan, checkpoint, isOnDisk]).toEqual([{ planned: name }, null, true]);
    const again = seen.filter(({ name }) => name === seen[29]?.name);
    expect(again).toMatchObject([{ checkpoint: null }, { plan: null, checkpoint: { planned: seen[29]?.name } }]);
    expect(seen.filter(({ isFromBefore }) => isFromBefore)).toEqual([]);
    expect(test.server.discarded).toEqual([]);
  });

  it('is planned for the next few alone, and not for a large file', async () => {
    const asked: string[] = [];
    test.server.onPlan = ({ target }) => {
      asked.push(target.relativePath);
      return { planned: target.relativePath };
    };
    test.server.onTransfer = hang;
    await test.addFiles(['huge'], 1024 * 1024 + 1);
    await test.addFiles(names);
    await test.pass(1_000);
    expect(asked.length).toBeLessThanOrEqual(24);
    expect(asked).not.toContain('huge');
  });

  it('counts as begun after a crash, since nobody knows', async () => {
    test.server.onTransfer = hang;
    await test.addFiles(names);
    await test.pass(1_000);
    const planned = names.filter((name) => onDisk(name) !== null);
    expect(planned.length).toBeGreaterThan(8);
    const directory = join(fixture.directory, 'crash');
    mkdirSync(join(directory, 'data'), { recursive: true });
    for (const suffix of ['', '-wal'])
      if (existsSync(queueFile() + suffix)) copyFileSync(queueFile() + suffix, join(directory, 'data', `queue.db${suffix}`));
    const begun: (string | undefined)[] = [];
    test.server.onTransfer = async ({ checkpoint, plan, isFromBefore, target }) => {
      if (checkpoint !== null && plan === undefined && isFromBefore === true) begun.push(target.relativePath);
      return stored;
    };
    const next = fixture.alsoClose(startEngine({ directory, clock: test.clock, server: test.server, concurrency: 2 }));
    await next.until(() => next.batch().status === 'completed');
    expect(begun).toEqual(expect.arrayContaining(planned));
  });

  it('leaves nothing to be removed where nothing began, by a pause or by cancelling', async () => {
    test.server.onTransfer = hang;
    await test.addFiles(names);
    await test.pass(1_000);
    const waiting = names.slice(5);
    const scope = { kind: 'uploads', uploadIds: waiting.map((name) => test.id(name)) } as const;
    await test.settle(test.engine.pause(scope));
    await test.pass(1_000);
    expect(waiting.filter((name) => onDisk(name) !== null)).toEqual([]);
    await test.settle(test.engine.resume(scope));
    await test.pass(1_000);
    await test.settle(test.engine.cancel(scope));
    await test.pass(5_000);
    expect([test.server.discarded, test.file('file-59').status]).toEqual([[], 'cancelled']);
  });

  it('is forgotten with the file that it was made for', async () => {
    const plans: (Checkpoint | null)[] = [];
    test.server.onTransfer = hang;
    await test.addFiles(names);
    await test.pass(1_000);
    const last = names.filter((name) => onDisk(name) !== null).at(-1) ?? '';
    writeFileSync(join(fixture.directory, 'source', last), 'another one');
    test.server.onTransfer = async ({ target, plan = null, checkpoint }) => {
      if (target.relativePath === last) plans.push(plan, checkpoint);
      return stored;
    };
    for (const name of names.slice(0, 2)) await test.settle(test.engine.cancel({ kind: 'uploads', uploadIds: [test.id(name)] }));
    await test.until(() => test.file(last).status === 'completed');
    expect(plans).toEqual([null, null]);
  });
});
