import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { UploadId } from '../../shared/ids.ts';
import { confirm, confirmThenHang, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const one = (uploadId: UploadId) => ({ kind: 'uploads', uploadIds: [uploadId] }) as const;

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
    test.server.onTransfer = confirmThenHang(10);
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

  it('and retrying while the removal is under way does not go on with what is being removed, nor lose what is sent anew', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    const checkpoints: unknown[] = [];
    test.server.onTransfer = async (request, call) => {
      checkpoints.push(request.checkpoint);
      if (call > 2) return stored;
      await confirm(request, call * 10);
      return hang(request);
    };
    test.server.onDiscard = () => gate.opened;
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.engine.cancel({ kind: 'all' });
    await test.engine.retry(one(test.id('a')));
    await test.until(() => test.file('a').bytesConfirmed === 20);
    gate.open();
    await test.until(() => test.server.discarded.length === 1);
    await test.pass(100);
    expect(test.file('a')).toMatchObject({ status: 'uploading', bytesConfirmed: 20 });
    await test.settle(test.engine.pause({ kind: 'all' }));
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.file('a').status === 'completed');
    expect(checkpoints).toEqual([null, null, { offset: 20 }]);
    expect(test.server.discarded).toEqual([{ offset: 10 }]);
  });

  it('leaves a server that asks to come back later alone until then, with all its files', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'b') return stored;
      await confirm(request, 10);
      return hang(request);
    };
    let asked = 0;
    test.server.onDiscard = async () => {
      asked += 1;
      if (asked === 1) throw new UploadError('server-busy', { retryAfterMs: 60_000 });
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.settle(test.engine.cancel({ kind: 'all' }));
    await test.until(() => asked === 1);
    const refusedAt = test.clock.now();
    await test.addFiles(['b']);
    await test.pass(50_000);
    expect([asked, test.server.tries.get('b')]).toEqual([1, undefined]);
    await test.until(() => test.server.discarded.length === 1 && test.file('b').status === 'completed');
    expect(test.server.asked.filter(({ at, kind }) => kind !== 'probe' && at > refusedAt && at < refusedAt + 60_000)).toEqual([]);
    expect(test.server.discarded).toEqual([{ offset: 10 }]);
  });

  it('does not hold a destination for a removal that is refused for ever', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'b') return stored;
      await confirm(request, 10);
      return hang(request);
    };
    let asked = 0;
    test.server.onDiscard = async () => {
      asked += 1;
      throw new UploadError('server-busy', { retryAfterMs: 60_000 });
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.settle(test.engine.cancel({ kind: 'all' }));
    await test.addFiles(['b']);
    await test.until(() => test.file('b').status === 'completed');
    await test.pass(60 * 60_000);
    expect(asked).toBe(5);
    expect(test.engine.totals().held).toEqual([]);
  });

  it('after a restart, a removal under way and a retry keep one and the same file', async () => {
    const { test } = fixture;
    test.server.onTransfer = confirmThenHang(10);
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
    test.server.onTransfer = confirmThenHang(10);
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
    await test.asSoonAs(() => test.batch().settledAt !== null);
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
