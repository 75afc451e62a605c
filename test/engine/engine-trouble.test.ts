import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../electron/engine/storage/database.ts';
import { confirm, confirmThenHang, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const queueFile = () => join(fixture.directory, 'data', 'queue.db');

/** Makes every write of a file's row fail, as a full disk does, until `heal`. */
function breakDisk(): { heal(): void } {
  const database = openDatabase(queueFile());
  database.exec(`CREATE TRIGGER broken BEFORE UPDATE ON uploads BEGIN SELECT RAISE(ABORT, 'broken'); END`);
  database.exec(`CREATE TRIGGER broken_batches BEFORE INSERT ON batches BEGIN SELECT RAISE(ABORT, 'broken'); END`);
  return {
    heal: () => {
      database.exec('DROP TRIGGER broken; DROP TRIGGER broken_batches');
      database.close();
    },
  };
}

describe('when the queue cannot be written', () => {
  it('everything stops, says why, and goes on by itself afterwards', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      for (let bytes = 1; bytes <= 50; bytes += 1) {
        await confirm(request, bytes);
        await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 20));
        request.signal.throwIfAborted();
      }
      return stored;
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => test.file('a').bytesConfirmed > 5);
    const disk = breakDisk();
    await test.until(() => test.engine.totals().notice !== null);
    await test.until(() => test.server.active === 0);
    const asked = test.server.asked.length;
    await test.pass(30_000);
    expect(test.server.asked.length).toBe(asked);
    expect(test.logged.filter(({ event }) => event === 'the queue could not be written')).toHaveLength(1);
    disk.heal();
    await test.until(() => test.batch().status === 'completed');
    expect(test.engine.totals().notice).toBeNull();
    expect(test.files().map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  it('a file that waits for its checkpoint to be written can still be paused', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      await confirm(request, 1);
      await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 1_000));
      await confirm(request, 2);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 1);
    const disk = breakDisk();
    await test.until(() => test.engine.totals().notice !== null);
    let isPaused = false;
    void test.engine.pause({ kind: 'all' }).then(() => {
      isPaused = true;
    });
    await test.until(() => isPaused, 30_000);
    expect(test.server.active).toBe(0);
    disk.heal();
    await test.pass(10_000);
    expect(test.file('a').status).toBe('paused');
  });

  it('files that were never written down are cancelled too, and stay it once they can be', async () => {
    const { test } = fixture;
    test.server.onTransfer = confirmThenHang(1);
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 1);
    // As the walk of a folder on whose way the disk filled up: its files are in memory alone.
    const database = openDatabase(queueFile());
    database.exec(`CREATE TRIGGER broken BEFORE INSERT ON uploads BEGIN SELECT RAISE(ABORT, 'broken'); END`);
    const folder = join(fixture.directory, 'walked');
    mkdirSync(folder);
    for (const name of ['b', 'c']) writeFileSync(join(folder, name), name);
    void test.engine.add({ paths: [folder] });
    await test.until(() => test.engine.totals().notice !== null && test.batch().total === 2);
    const { affected } = await test.settle(test.engine.cancel({ kind: 'all' }));
    expect(affected).toBe(3);
    expect(test.server.active).toBe(0);
    database.exec('DROP TRIGGER broken');
    database.close();
    await test.until(() => test.engine.totals().notice === null);
    await test.pass(10_000);
    expect(test.files().map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(test.server.tries).toEqual(new Map([['a', 1]]));
  });

  it('closing does not hang, and starts nothing', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      await confirm(request, 1);
      await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 1_000));
      await confirm(request, 2);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 1);
    const disk = breakDisk();
    await test.until(() => test.engine.totals().notice !== null);
    await test.until(() => test.server.active === 0);
    disk.heal();
    const tries = test.server.tries.get('a');
    await test.engine.close();
    await test.pass(1).catch(() => undefined);
    expect([test.server.active, test.server.tries.get('a')]).toEqual([0, tries]);
  });

  it('nobody is told that something was added', async () => {
    const { test } = fixture;
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed');
    const disk = breakDisk();
    writeFileSync(join(fixture.directory, 'source', 'b'), 'b');
    const added = test.engine.add({ paths: [join(fixture.directory, 'source', 'b')] });
    await expect(added).rejects.toMatchObject({ code: 'queue-unusable' });
    expect(test.engine.overview().batches).toHaveLength(1);
    disk.heal();
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    await next.pass(1_000);
    expect(next.files().map(({ fileName }) => fileName)).toEqual(['a']);
  });
});
