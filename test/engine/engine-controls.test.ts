import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { UploadId } from '../../shared/ids.ts';
import { confirm, failWith, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const one = (uploadId: UploadId) => ({ kind: 'uploads', uploadIds: [uploadId] }) as const;

describe('pausing', () => {
  it('during a backoff is done at once, and the wait is forgotten', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('connection-lost'));
    await test.addFiles(['a']);
    await test.until(() => test.file('a').attempt === 2 && test.server.active === 0);
    const at = test.clock.now();
    let affected: number | null = null;
    void test.engine.pause(one(test.id('a'))).then((answer) => {
      affected = answer.affected;
    });
    await test.until(() => affected !== null);
    expect([affected, test.file('a').status]).toEqual([1, 'paused']);
    expect(test.clock.now() - at).toBeLessThan(100);
    await test.pass(600_000);
    expect(test.server.tries.get('a')).toBe(2);
  });

  it('is shown only when the bytes have stopped', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request) => {
      await hang(request).catch(() => gate.opened);
      throw request.signal.reason;
    };
    await test.addFiles(['a']);
    await test.until(() => test.server.active === 1);
    await test.pass(100);
    let isPaused = false;
    void test.engine.pause({ kind: 'all' }).then(() => {
      isPaused = true;
    });
    await test.pass(5_000);
    const shown = () => test.events.findLast((event) => event.action === 'file_progress')?.payload.status;
    expect([isPaused, shown()]).toEqual([false, 'uploading']);
    gate.open();
    await test.until(() => isPaused);
    expect(shown()).toBe('paused');
  });

  it('twice at the same time touches each file once', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a', 'b']);
    await test.until(() => test.server.active === 2);
    const [first, second] = await Promise.all([test.engine.pause({ kind: 'all' }), test.engine.pause({ kind: 'all' })]);
    expect([first.affected, second.affected]).toEqual([2, 0]);
    expect(test.files().map(({ status }) => status)).toEqual(['paused', 'paused']);
  });

  it('costs no attempt and keeps what was confirmed', async () => {
    const { test } = fixture;
    const offsets: unknown[] = [];
    test.server.onTransfer = async (request, call) => {
      offsets.push(request.checkpoint);
      if (call < 4) {
        await confirm(request, call * 10);
        return hang(request);
      }
      return stored;
    };
    await test.addFiles(['a']);
    for (const call of [1, 2, 3]) {
      await test.until(() => test.file('a').bytesConfirmed === call * 10);
      await test.engine.pause({ kind: 'all' });
      expect(test.file('a').attempt).toBe(0);
      await test.engine.resume({ kind: 'all' });
    }
    await test.until(() => test.file('a').status === 'completed');
    expect(offsets).toEqual([null, { offset: 10 }, { offset: 20 }, { offset: 30 }]);
  });

  it('and resuming before the run has ended begins the next run only after it', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request, call) => {
      if (call > 1) return stored;
      await hang(request).catch(() => gate.opened);
      throw request.signal.reason;
    };
    await test.addFiles(['a']);
    await test.until(() => test.server.active === 1);
    const paused = test.engine.pause({ kind: 'all' });
    expect(await test.engine.resume({ kind: 'all' })).toEqual({ affected: 1 });
    await test.pass(2_000);
    expect([test.server.tries.get('a'), test.file('a').status]).toEqual([1, 'queued']);
    gate.open();
    await paused;
    await test.until(() => test.file('a').status === 'completed');
    expect([test.server.tries.get('a'), test.server.mostActive]).toEqual([2, 1]);
  });

  it.each(['pause', 'cancel'] as const)('%s after the last byte: what has arrived is called so, and is not sent again', async (control) => {
    const { test } = fixture;
    const gate = fixture.gate();
    // It is stored at the server; only the way back takes time.
    test.server.onTransfer = async () => {
      await gate.opened;
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.server.active === 1);
    const done = test.engine[control]({ kind: 'all' });
    gate.open();
    await test.until(() => test.server.active === 0);
    await done;
    expect(test.file('a').status).toBe('completed');
    await test.engine.resume({ kind: 'all' });
    await test.pass(60_000);
    expect(test.server.tries.get('a')).toBe(1);
  });

  it('then resuming while the last byte arrives does not send it again either', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async () => {
      await gate.opened;
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.server.active === 1);
    const paused = test.engine.pause({ kind: 'all' });
    await test.engine.resume({ kind: 'all' });
    gate.open();
    await paused;
    await test.until(() => test.file('a').status === 'completed');
    await test.pass(60_000);
    expect(test.server.tries.get('a')).toBe(1);
  });

  it('many times while a run ends still sends the file once', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request, call) => {
      if (call > 1) return stored;
      await hang(request).catch(() => gate.opened);
      throw request.signal.reason;
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => test.file('b').status === 'completed');
    for (let round = 0; round < 5; round += 1) {
      void test.engine.pause({ kind: 'all' });
      void test.engine.resume({ kind: 'all' });
    }
    gate.open();
    await test.until(() => test.file('a').status === 'completed');
    expect(test.server.tries.get('a')).toBe(2);
    expect(test.batch()).toMatchObject({ successful: 2, active: 0, queued: 0 });
  });

  it('holds for a file that waits for its time', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('server-error', { retryAfterMs: 60_000 }));
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'waiting');
    await test.engine.pause({ kind: 'all' });
    await test.pass(600_000);
    expect([test.file('a').status, test.server.tries.get('a')]).toEqual(['paused', 1]);
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.server.tries.get('a') === 2);
    expect(test.file('a').status).not.toBe('paused');
  });
});

describe('cancelling', () => {
  it('removes at the destination what is there of the file, and nothing of others', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      await confirm(request, request.target.relativePath === 'a' ? 10 : 20);
      return hang(request);
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => test.file('b').bytesConfirmed === 20 && test.file('a').bytesConfirmed === 10);
    await test.engine.cancel(one(test.id('a')));
    await test.until(() => test.server.discarded.length > 0);
    await test.pass(1_000);
    expect(test.server.discarded).toEqual([{ offset: 10 }]);
    expect([test.file('a').status, test.file('b').status]).toEqual(['cancelled', 'uploading']);
    expect(test.batch()).toMatchObject({ bytesTotal: 100, bytesConfirmed: 20 });
  });

  it('is tried again at the next start when the destination could not be asked', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = async () => {
      throw new UploadError('connection-refused');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.engine.cancel({ kind: 'all' });
    await test.engine.whenIdle();
    await test.engine.close();
    test.server.onDiscard = async () => undefined;
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.server.discarded.length === 1);
    await next.pass(100);
    expect(next.server.discarded).toEqual([{ offset: 10 }]);
    expect(next.batch()).toMatchObject({ cancelled: 1, bytesTotal: 0, bytesConfirmed: 0, bytesSent: 0 });
  });

  it('and retrying while the removal is under way does not go on with what is being removed', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    const checkpoints: unknown[] = [];
    test.server.onTransfer = async (request, call) => {
      checkpoints.push(request.checkpoint);
      if (call > 1) return stored;
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = () => gate.opened;
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.engine.cancel({ kind: 'all' });
    await test.engine.retry(one(test.id('a')));
    await test.until(() => test.file('a').status === 'completed');
    gate.open();
    await test.until(() => test.server.discarded.length === 1);
    await test.pass(100);
    expect(checkpoints).toEqual([null, null]);
    expect(test.file('a')).toMatchObject({ status: 'completed', bytesConfirmed: 100 });
  });

  it('after a restart, a removal under way and a retry keep one and the same file', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = async () => {
      throw new UploadError('connection-refused');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.engine.cancel({ kind: 'all' });
    await test.engine.close();
    const gate = fixture.gate();
    test.server.onDiscard = () => gate.opened;
    test.server.onTransfer = async () => stored;
    const next = fixture.alsoClose(test.reopen());
    await next.engine.retry(one(next.id('a')));
    await next.until(() => next.file('a').status === 'completed');
    gate.open();
    await next.pass(1_000);
    expect(next.file('a').status).toBe('completed');
    await next.engine.close();
    const last = fixture.alsoClose(next.reopen());
    expect(last.file('a').status).toBe('completed');
    expect(last.batch()).toMatchObject({ bytesTotal: 100, bytesConfirmed: 100, successful: 1 });
  });

  it('ten thousand begun files asks the destination a few at a time', async () => {
    const { test } = fixture;
    let active = 0;
    let most = 0;
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      return hang(request);
    };
    test.server.onDiscard = async () => {
      active += 1;
      most = Math.max(most, active);
      await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 50));
      active -= 1;
    };
    test.engine.setConcurrency(40);
    await test.addFiles(Array.from({ length: 40 }, (_, index) => `f${index}`));
    await test.until(() => test.files().every(({ bytesConfirmed }) => bytesConfirmed === 10));
    await test.engine.cancel({ kind: 'all' });
    await test.until(() => test.server.discarded.length === 40);
    expect(most).toBeLessThanOrEqual(4);
  });

  it('a batch, then clearing the list before its bytes have stopped, leaves the queue whole', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request, call) => {
      if (call > 1) return stored;
      await confirm(request, 10);
      await hang(request).catch(() => gate.opened);
      throw request.signal.reason;
    };
    const batchId = await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    const cancelled = test.engine.cancel({ kind: 'batch', batchId });
    expect(await test.engine.clearSettled()).toEqual({ affected: 0 });
    gate.open();
    await cancelled;
    await test.until(() => test.server.discarded.length === 1);
    await test.pass(100);
    expect(await test.engine.clearSettled()).toEqual({ affected: 1 });
    await test.addFiles(['b']);
    await test.until(() => test.file('b').status === 'completed');
    expect(test.engine.totals().notice).toBeNull();
  });

  it('of a batch whose folder is still to be walked stays cancelled at the next start', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    const batchId = await test.addFiles(['a', 'b']);
    await test.engine.close();
    // As a crash in the middle of the walk leaves it.
    const { openDatabase } = await import('../../electron/engine/storage/database.ts');
    const database = openDatabase(`${fixture.directory}/data/queue.db`);
    database.exec(`UPDATE batches SET is_scanning = 1; INSERT INTO scan_roots VALUES ('${batchId}', 0, '${fixture.directory}/source')`);
    database.exec(`DELETE FROM uploads`);
    database.close();
    const carer = fixture.alsoClose(test.reopen({ startsTransfers: false }));
    expect(carer.batch().isScanning).toBe(true);
    await carer.engine.cancel({ kind: 'batch', batchId });
    await carer.engine.close();
    const next = fixture.alsoClose(carer.reopen());
    await next.pass(10_000);
    expect(next.files()).toEqual([]);
    expect(next.batch().status).toBe('cancelled');
  });
});

describe('retrying', () => {
  it('gives a failed file fresh attempts, and lets it go on where the server confirmed', async () => {
    const { test } = fixture;
    const checkpoints: unknown[] = [];
    test.server.onTransfer = async (request, call) => {
      checkpoints.push(request.checkpoint);
      if (call > 1) return stored;
      await confirm(request, 40);
      request.onBytesSent(90);
      throw new UploadError('rejected');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'failed');
    expect(test.batch()).toMatchObject({ bytesSent: 40, bytesConfirmed: 40, status: 'failed' });
    expect(await test.engine.retry({ kind: 'all' })).toEqual({ affected: 1 });
    await test.until(() => test.file('a').status === 'completed');
    expect(checkpoints).toEqual([null, { offset: 40 }]);
    expect(test.batch()).toMatchObject({ bytesTotal: 100, bytesSent: 100, bytesConfirmed: 100, status: 'completed', progressPercentage: 100 });
  });

  it('refuses ids that nobody knows', async () => {
    const { test } = fixture;
    await expect(test.engine.retry(one('nobody' as UploadId))).rejects.toMatchObject({ code: 'upload-unknown' });
  });
});

describe('clearing the list', () => {
  it('takes settled batches with their files, and tells so, also when a listener fails', async () => {
    const { test } = fixture;
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed');
    const removed: unknown[] = [];
    test.engine.onBatchesRemoved(() => {
      throw new Error('a bad listener');
    });
    test.engine.onBatchesRemoved((batchIds) => removed.push(...batchIds));
    const { batchId } = test.batch();
    expect(await test.engine.clearSettled()).toEqual({ affected: 1 });
    expect(removed).toEqual([batchId]);
    expect([test.files(), test.engine.overview().batches]).toEqual([[], []]);
    const before = test.events.length;
    await test.pass(1_000);
    expect(test.events.length).toBe(before);
  });

  it('leaves batches alone that still move', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    expect(await test.engine.clearSettled()).toEqual({ affected: 0 });
    expect(test.files()).toHaveLength(1);
  });
});
