import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { tickMs } from '../../electron/engine/progress/progress-aggregator.ts';
import type { BatchProgress, FileProgress } from '../../shared/progress.ts';
import { isActive } from '../../shared/upload.ts';
import type { sendWhole } from './fake-server.ts';
import { confirm, failWith, hang, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const names = (count: number) => Array.from({ length: count }, (_, index) => `f${index}`);

function fileEvents(test: EngineUnderTest): readonly (FileProgress & { readonly at: number })[] {
  return test.events.flatMap((event) => (event.action === 'file_progress' ? [{ ...event.payload, at: Date.parse(event.timestamp) }] : []));
}

function batchEvents(test: EngineUnderTest): readonly (BatchProgress & { readonly at: number })[] {
  return test.events.flatMap((event) => (event.action === 'batch_progress' ? [{ ...event.payload, at: Date.parse(event.timestamp) }] : []));
}

/** Sends in steps of simulated time, and has every tenth confirmed. */
function sendSlowly(test: EngineUnderTest, stepMs: number) {
  return async (request: Parameters<typeof sendWhole>[0]) => {
    const { size } = request.source.fingerprint;
    for (let bytes = 0; bytes <= size; bytes += 1) {
      request.onBytesSent(bytes);
      if (bytes % 10 === 0) await request.onCheckpoint({ offset: bytes }, bytes);
      await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), stepMs));
      request.signal.throwIfAborted();
    }
    request.onVerifying();
    return stored;
  };
}

describe('events', () => {
  it('come at most ten times a second for each file and batch, but for changes of a status', async () => {
    const { test } = fixture;
    test.server.onTransfer = sendSlowly(test, 3);
    await test.addFiles(names(4), 1_000);
    await test.until(() => test.batch().status === 'completed');
    for (const name of names(4)) {
      const events = fileEvents(test).filter(({ fileName }) => fileName === name);
      const numbersOnly = events.filter((event, index) => index > 0 && events[index - 1]?.status === event.status);
      for (const { at } of numbersOnly)
        expect(numbersOnly.filter((other) => other.at >= at && other.at < at + 1_000).length).toBeLessThanOrEqual(10);
      expect(numbersOnly.length).toBeGreaterThan(20);
    }
    const batches = batchEvents(test);
    const sameStatus = batches.filter((event, index) => index > 0 && batches[index - 1]?.status === event.status);
    for (const { at } of sameStatus)
      expect(sameStatus.filter((other) => other.at >= at && other.at < at + 1_000).length).toBeLessThanOrEqual(12);
  });

  it('are absolute, never above a hundred, and a hundred only for what has arrived', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      request.onBytesSent(10_000);
      await confirm(request, 100);
      request.onVerifying();
      await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 500));
      return stored;
    };
    await test.addFiles(names(3));
    await test.until(() => test.batch().status === 'completed');
    for (const event of fileEvents(test)) {
      expect(event.bytesSent).toBeLessThanOrEqual(event.fileSize);
      expect(event.progressPercentage === 100).toBe(event.status === 'completed');
    }
    for (const event of batchEvents(test)) expect(event.progressPercentage === 100).toBe(event.successful === 3);
    expect(fileEvents(test).some(({ progressPercentage }) => progressPercentage === 99.9)).toBe(true);
  });

  it('tell statuses only along the state table, and the end of each file last', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      await confirm(request, 10);
      if (call % 4 === 0) throw new UploadError('connection-lost');
      if (call % 5 === 0) throw new UploadError('server-busy', { retryAfterMs: 2_000 });
      request.onVerifying();
      return stored;
    };
    await test.addFiles(names(30));
    await test.until(() => test.batch().processed === 30);
    for (const name of names(30)) {
      const events = fileEvents(test).filter(({ fileName }) => fileName === name);
      expect(events.at(-1)?.status).toBe('completed');
      expect(events.filter(({ status }) => status === 'completed')).toHaveLength(1);
    }
    const last = test.events.findLast((event) => event.action === 'batch_progress');
    expect(last?.payload).toMatchObject({ status: 'completed', processed: 30, progressPercentage: 100 });
  });

  it('that a listener cannot take disturb neither the upload nor the others', async () => {
    const { test } = fixture;
    test.engine.onProgress(() => {
      throw new Error('a bad listener');
    });
    let told = 0;
    test.engine.onProgress(() => {
      told += 1;
    });
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed');
    expect(told).toBeGreaterThan(0);
    expect(test.logged.some(({ event }) => event === 'publishing failed')).toBe(true);
  });

  it('fall silent when nothing moves any more', async () => {
    const { test } = fixture;
    await test.addFiles(names(3));
    await test.until(() => test.batch().status === 'completed');
    await test.pass(1_000);
    const before = test.events.length;
    await test.pass(60_000);
    expect(test.events.length).toBe(before);
    expect(test.clock.pendingTimers()).toBe(0);
  });

  it('come for a stalled file too, with a speed that falls', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      for (let bytes = 0; bytes < 50; bytes += 1) {
        request.onBytesSent(bytes * 20);
        await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 100));
      }
      return hang(request);
    };
    await test.addFiles(['a'], 1_000);
    await test.pass(5_000);
    const speed = fileEvents(test).at(-1)?.speedBytesPerSecond ?? 0;
    await test.pass(20_000);
    expect(speed).toBeGreaterThan(100);
    expect(fileEvents(test).at(-1)?.speedBytesPerSecond).toBeLessThan(speed / 100);
  });
});

describe('the overall bar', () => {
  it('never falls and is full only at the end, through failures, pauses, cancels, retries and new beginnings', async () => {
    const { test } = fixture;
    let isGood = false;
    test.server.onTransfer = async (request, call) => {
      const { size } = request.source.fingerprint;
      for (let bytes = 0; bytes <= size; bytes += 20) {
        request.onBytesSent(bytes);
        await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 40));
        request.signal.throwIfAborted();
      }
      if (isGood) return stored;
      if (call % 3 === 0) throw new UploadError('rejected');
      if (call % 5 === 0) request.onStartedOver();
      if (call % 4 === 0) throw new UploadError('connection-lost');
      return stored;
    };
    const seen: { readonly percentage: number; readonly isThrough: boolean; readonly at: number }[] = [];
    test.engine.onProgress(() => {
      const { progressPercentage, successful, cancelled, total } = test.engine.totals();
      seen.push({ percentage: progressPercentage, isThrough: total > 0 && successful + cancelled === total, at: test.clock.now() });
    });
    await test.addFiles(names(30));
    await test.pass(300);
    await test.settle(test.engine.pause({ kind: 'all' }));
    await test.pass(1_000);
    await test.engine.resume({ kind: 'all' });
    await test.pass(300);
    const queued = test.files().filter(({ status }) => status === 'queued');
    await test.engine.cancel({ kind: 'uploads', uploadIds: queued.slice(0, 3).map(({ uploadId }) => uploadId) });
    await test.until(() => test.batch().processed === 30);
    expect(test.batch().failed).toBeGreaterThan(0);
    expect(test.engine.totals().progressPercentage).toBeLessThan(100);
    isGood = true;
    await test.engine.retry({ kind: 'all' });
    await test.until(() => test.batch().processed === 30 && test.batch().failed === 0);
    expect(test.engine.totals().progressPercentage).toBe(100);
    for (const [index, { percentage, isThrough }] of seen.entries()) {
      expect(percentage).toBeGreaterThanOrEqual(seen[index - 1]?.percentage ?? 0);
      expect(percentage === 100).toBe(isThrough);
    }
    // Each file that ended last is told for itself, how many those are depends on the disk; then there is silence.
    const full = seen.filter(({ percentage }) => percentage === 100);
    expect((full.at(-1)?.at ?? 0) - (full[0]?.at ?? 0)).toBeLessThanOrEqual(tickMs);
    expect(test.batch()).toMatchObject({ bytesSent: 2_700, bytesTotal: 2_700, bytesConfirmed: 2_700, cancelled: 3 });
  });

  it('stands below full while a folder is still being walked', async () => {
    const { test } = fixture;
    const { mkdirSync, writeFileSync } = await import('node:fs');
    const folder = `${fixture.directory}/photos`;
    mkdirSync(folder);
    for (let index = 0; index < 1_100; index += 1) writeFileSync(`${folder}/${index}`, '');
    void test.engine.add({ paths: [folder] });
    await test.asSoonAs(() => test.engine.totals().total >= 500);
    await test.until(() => test.batch().status === 'completed');
    const walking = batchEvents(test).filter(({ isScanning }) => isScanning);
    expect(walking.length).toBeGreaterThan(0);
    for (const { progressPercentage } of walking) expect(progressPercentage).toBeLessThan(100);
    expect(batchEvents(test).at(-1)).toMatchObject({ progressPercentage: 100, total: 1_100 });
  });

  it('is the same after a restart as before it', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      if (call % 3 === 0) throw new UploadError('rejected');
      await confirm(request, 50);
      return call % 3 === 1 ? stored : hang(request);
    };
    await test.addFiles(names(9));
    await test.until(() => test.server.active === 3 && test.batch().processed === 6);
    await test.engine.pause({ kind: 'all' });
    const before = test.batch();
    await test.engine.close();
    const next = fixture.alsoClose(test.reopen());
    const after = next.batch();
    expect(after).toMatchObject({ bytesTotal: 900, bytesSent: before.bytesConfirmed, bytesConfirmed: before.bytesConfirmed });
    expect([after.successful, after.failed, after.paused]).toEqual([before.successful, before.failed, before.paused]);
  });
});

describe('memory', () => {
  it('no file is remembered as on its way after it has ended', async () => {
    const { test } = fixture;
    test.server.onTransfer = sendSlowly(test, 1);
    await test.addFiles(names(50), 20);
    await test.until(() => test.batch().status === 'completed');
    expect(test.files().filter(({ status }) => isActive(status))).toEqual([]);
    expect(test.files().every(({ speedBytesPerSecond }) => speedBytesPerSecond === null)).toBe(true);
    expect(test.engine.totals()).toMatchObject({ active: 0, speedBytesPerSecond: null });
  });

  it('a waiting file tells each new time that it waits for', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('connection-refused'));
    test.server.onProbe = () => Promise.reject(new UploadError('connection-refused'));
    await test.addFiles(['a']);
    await test.pass(120_000);
    const times = new Set(fileEvents(test).flatMap(({ retryAt }) => (retryAt === null ? [] : [retryAt])));
    expect(times.size).toBeGreaterThan(3);
    expect(test.file('a').retryAt).toBe(Math.max(...times));
  });
});
