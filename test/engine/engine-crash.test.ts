import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { openDatabase } from '../../electron/engine/storage/database.ts';
import { confirm, hang, sendWhole } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { startEngine } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const queueFile = () => join(fixture.directory, 'data', 'queue.db');

/** Another engine on what a power cut at this moment would leave. */
function afterCrash(test: EngineUnderTest): EngineUnderTest {
  const directory = join(fixture.directory, `crash-${test.events.length}`);
  mkdirSync(join(directory, 'data'), { recursive: true });
  for (const suffix of ['', '-wal']) {
    if (existsSync(queueFile() + suffix)) copyFileSync(queueFile() + suffix, join(directory, 'data', `queue.db${suffix}`));
  }
  return fixture.alsoClose(startEngine({ directory, clock: test.clock, server: test.server }));
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
    expect(next.engine.listRefusals(batchId, 0, 10)).toHaveLength(1);
  });

  it('ends a batch whose last file was written down as failed, and the batch not', async () => {
    const { test } = fixture;
    test.server.onTransfer = async () => {
      throw new UploadError('rejected');
    };
    await test.addFiles(['a']);
    await test.until(() => test.batch().settledAt !== null);
    await test.engine.close();
    const database = openDatabase(queueFile());
    database.exec('UPDATE batches SET settled_at = NULL');
    database.close();
    const next = fixture.alsoClose(test.reopen());
    expect(next.batch()).toMatchObject({ status: 'failed', failed: 1 });
    expect(next.batch().settledAt).not.toBeNull();
  });
});
