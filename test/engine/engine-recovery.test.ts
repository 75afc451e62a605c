import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { openDatabase } from '../../electron/engine/storage/database.ts';
import { confirm, failWith, hang, sendWhole, stored } from './fake-server.ts';
import { type EngineUnderTest, startEngine } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const queueFile = () => join(fixture.directory, 'data', 'queue.db');

/** Another engine on what a power cut at this moment would leave. */
function afterCrash(test: EngineUnderTest, server = test.server): EngineUnderTest {
  const directory = join(fixture.directory, `crash-${test.events.length}`);
  mkdirSync(join(directory, 'data'), { recursive: true });
  for (const suffix of ['', '-wal']) {
    if (existsSync(queueFile() + suffix)) copyFileSync(queueFile() + suffix, join(directory, 'data', `queue.db${suffix}`));
  }
  return fixture.alsoClose(startEngine({ directory, clock: test.clock, server }));
}

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

describe('after a crash', () => {
  it('goes on with the last checkpoint, and the crash cost no attempt', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      if (call === 1) throw new UploadError('connection-lost');
      if (call === 2) throw new UploadError('connection-lost');
      await confirm(request, 60);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 60);
    await test.pass(100);
    const checkpoints: unknown[] = [];
    test.server.onTransfer = async (request) => {
      checkpoints.push(request.checkpoint);
      return hang(request);
    };
    const next = afterCrash(test);
    await next.until(() => checkpoints.length === 1);
    expect(checkpoints).toEqual([{ offset: 60 }]);
    await next.pass(100);
    expect(next.file('a')).toMatchObject({ status: 'uploading', attempt: 1, bytesConfirmed: 60, bytesSent: 60 });
  });

  it('keeps what was paused paused, what waits waiting until its time, and what failed failed', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      switch (request.target.relativePath) {
        case 'waits':
          throw new UploadError('server-error', { retryAfterMs: 3_600_000 });
        case 'fails':
          throw new UploadError('rejected');
        default:
          return hang(request);
      }
    };
    await test.addFiles(['pauses', 'waits', 'fails']);
    await test.until(() => test.file('waits').status === 'waiting' && test.file('fails').status === 'failed');
    await test.engine.pause({ kind: 'uploads', uploadIds: [test.id('pauses')] });
    const at = test.clock.now();
    test.server.onTransfer = sendWhole;
    const next = afterCrash(test);
    await next.pass(60_000);
    expect(next.files().map(({ status }) => status)).toEqual(['paused', 'waiting', 'failed']);
    await next.until(() => next.file('waits').status === 'completed');
    expect(next.clock.now() - at).toBeGreaterThanOrEqual(3_590_000);
    expect(next.file('waits').status).toBe('completed');
  });

  it('in the middle of a walk finds the rest, and nothing twice', async () => {
    const { test } = fixture;
    const folder = join(fixture.directory, 'photos');
    mkdirSync(folder);
    for (let index = 0; index < 1_200; index += 1) writeFileSync(join(folder, `${index}.jpg`), '');
    writeFileSync(join(folder, '.DS_Store'), '');
    test.server.onTransfer = hang;
    void test.engine.add({ paths: [folder] });
    await test.asSoonAs(() => test.engine.totals().total >= 500);
    // After the first or second chunk of 500, before the end of the walk.
    const isStillScanning = test.batch().isScanning;
    test.server.onTransfer = sendWhole;
    const next = afterCrash(test);
    await next.until(() => next.batch().status === 'completed');
    expect(isStillScanning).toBe(true);
    expect(next.batch()).toMatchObject({ total: 1_200, successful: 1_200, ignored: 1, refused: 0, isScanning: false });
    expect(new Set(next.files().map(({ relativePath }) => relativePath)).size).toBe(1_200);
    expect(next.engine.totals().progressPercentage).toBe(100);
  });

  it('counts what a walk refuses once, however often it begins', async () => {
    const { test } = fixture;
    test.server.onTransfer = sendWhole;
    const folder = join(fixture.directory, 'mixed');
    mkdirSync(folder);
    writeFileSync(join(folder, 'good'), 'x');
    writeFileSync(join(folder, '.DS_Store'), '');
    cpSync('/dev/null', join(folder, 'other'));
    const batchId = await test.addFiles(['first']);
    await test.until(() => test.batch().status === 'completed');
    await test.engine.close();
    const database = openDatabase(queueFile());
    database.exec(`UPDATE batches SET is_scanning = 1, ignored = 1, settled_at = NULL`);
    database.exec(`INSERT INTO scan_roots VALUES ('${batchId}', 0, '${folder}'), ('${batchId}', 1, '${folder}-missing')`);
    database.exec(`INSERT INTO refusals VALUES ('${batchId}', '${folder}-missing', 'source-missing', '{}')`);
    database.close();
    const next = fixture.alsoClose(test.reopen());
    expect(next.batch().isScanning).toBe(true);
    await next.until(() => !next.batch().isScanning && next.batch().total === next.batch().processed);
    expect(next.batch()).toMatchObject({ ignored: 1, refused: 1, successful: 3 });
    expect(next.engine.listRefusals(batchId)).toHaveLength(1);
  });
});

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
    await test.until(() => isPaused, 3_000);
    expect(test.server.active).toBe(0);
    disk.heal();
    await test.pass(10_000);
    expect(test.file('a').status).toBe('paused');
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
    await expect(added).rejects.toMatchObject({ code: 'queue-unreadable' });
    expect(test.engine.overview().batches).toHaveLength(1);
    disk.heal();
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    await next.pass(1_000);
    expect(next.files().map(({ fileName }) => fileName)).toEqual(['a']);
  });
});

describe('closing', () => {
  it('in the middle of everything leaves no timer, no transfer, and a queue that goes on', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      if (call % 3 === 0) throw new UploadError('connection-lost');
      await confirm(request, 10);
      return hang(request);
    };
    await test.addFiles(Array.from({ length: 20 }, (_, index) => `f${index}`));
    await test.until(() => test.server.active >= 3);
    await test.settle(Promise.all([test.engine.close(), test.engine.close()]));
    expect([test.server.active, test.clock.pendingTimers()]).toEqual([0, 0]);
    const statuses = new Set<string>();
    test.server.onTransfer = sendWhole;
    const next = fixture.alsoClose(test.reopen());
    for (const { status } of next.files()) statuses.add(status);
    await next.until(() => next.batch().status === 'completed');
    expect(next.batch()).toMatchObject({ successful: 20, bytesSent: 2_000, bytesConfirmed: 2_000 });
    expect(statuses.has('failed')).toBe(false);
  });

  it('during a walk keeps the walk', async () => {
    const { test } = fixture;
    const folder = join(fixture.directory, 'photos');
    mkdirSync(folder);
    for (let index = 0; index < 1_200; index += 1) writeFileSync(join(folder, `${index}.jpg`), '');
    test.server.onTransfer = hang;
    void test.engine.add({ paths: [folder] });
    await test.asSoonAs(() => test.engine.totals().total >= 500);
    expect(test.batch().isScanning).toBe(true);
    await test.settle(test.engine.close());
    test.server.onTransfer = sendWhole;
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.batch().status === 'completed');
    expect(next.batch()).toMatchObject({ total: 1_200, successful: 1_200 });
  });

  it('while a destination is held and being probed ends at once', async () => {
    const { test } = fixture;
    const probing = fixture.gate();
    test.server.onTransfer = failWith(() => new UploadError('connection-refused'));
    let probes = 0;
    test.server.onProbe = async () => {
      probes += 1;
      await probing.opened;
      return { isResumable: true, maxFileSizeBytes: 5, serverName: null };
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => probes === 1);
    await test.engine.close();
    const asked = test.server.asked.length;
    probing.open();
    await new Promise((resolve) => setImmediate(resolve));
    expect(test.server.asked.length).toBe(asked);
  });

  it('while a cancelled file is being removed at its destination keeps that for the next start', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = (_checkpoint, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.engine.cancel({ kind: 'all' });
    await test.engine.close();
    test.server.onDiscard = async () => undefined;
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.server.discarded.length === 1);
    expect(next.server.discarded).toEqual([{ offset: 10 }]);
  });
});

describe('being idle', () => {
  it('is said when the last file is through, and not before', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'b') await gate.opened;
      return stored;
    };
    await test.addFiles(['a', 'b']);
    let isIdle = false;
    void test.engine.whenIdle().then(() => {
      isIdle = true;
    });
    await test.until(() => test.file('a').status === 'completed');
    await test.pass(10_000);
    expect(isIdle).toBe(false);
    gate.open();
    await test.until(() => isIdle, 1_000);
    expect(test.batch().status).toBe('completed');
  });

  it('is so with everything paused, at once', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a', 'b']);
    let isIdle = false;
    void test.engine.whenIdle().then(() => {
      isIdle = true;
    });
    await test.pass(1_000);
    expect(isIdle).toBe(false);
    await test.engine.pause({ kind: 'all' });
    await test.until(() => isIdle, 100);
    expect(test.server.active).toBe(0);
  });

  it('is not so while a file waits for its time or its destination', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('connection-refused'));
    test.server.onProbe = () => Promise.reject(new UploadError('connection-refused'));
    await test.addFiles(['a']);
    let isIdle = false;
    void test.engine.whenIdle().then(() => {
      isIdle = true;
    });
    await test.pass(600_000);
    expect(isIdle).toBe(false);
    await test.engine.cancel({ kind: 'all' });
    await test.until(() => isIdle, 100);
    expect(test.file('a').status).toBe('cancelled');
  });

  it('is so at once in an engine that only looks after the queue', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    await test.engine.close();
    const tries = test.server.tries.get('a');
    const carer = fixture.alsoClose(test.reopen({ startsTransfers: false }));
    await carer.engine.whenIdle();
    expect([carer.file('a').status, carer.server.tries.get('a')]).toEqual(['queued', tries]);
  });
});
