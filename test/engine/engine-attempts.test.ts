import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { confirm, confirmThenHang, failWith, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

describe('counting attempts', () => {
  it('fails a single file that always fails, after as many tries as it may have', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('server-error'));
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'failed');
    expect(test.server.tries.get('a')).toBe(8);
    expect(test.file('a')).toMatchObject({ attempt: 8, maxAttempts: 8, error: { code: 'server-error' } });
  });

  it('fails at once for what no try can mend', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('type-refused'));
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'failed');
    expect(test.server.tries.get('a')).toBe(1);
  });

  it('begins anew with every byte that is confirmed for the first time', async () => {
    const { test } = fixture;
    // Five failures, progress, five failures, progress: never eight in a row.
    test.server.onTransfer = async (request, call) => {
      if (call >= 20) return stored;
      if (call % 6 === 0) await confirm(request, call);
      throw new UploadError('connection-lost');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'completed' || test.file('a').status === 'failed');
    expect(test.file('a').status).toBe('completed');
  });

  it('keeps the new count over a pause', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      if (call < 4) throw new UploadError('connection-lost');
      await confirm(request, 10);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    expect(test.file('a').attempt).toBe(1);
    await test.engine.pause({ kind: 'all' });
    expect(test.file('a').attempt).toBe(0);
  });

  it('does not take the same bytes again for progress: a file that dies at the same place every time fails', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      request.onStartedOver();
      for (const bytes of [0, 20, 40, 60]) await confirm(request, bytes);
      throw new UploadError('checksum-mismatch');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'failed');
    expect(test.server.tries.get('a')).toBe(8);
    expect(test.file('a').startedOver).toBe(true);
  });

  it('waits without a slot once the backoff is long, so that others go on', async () => {
    const test = fixture.start({ concurrency: 1 });
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'a') throw new UploadError('connection-lost');
      return stored;
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => test.file('b').status === 'completed');
    expect(test.file('a')).toMatchObject({ status: 'waiting', waitReason: 'retry' });
    expect(test.file('a').retryAt).toBeGreaterThan(test.clock.now());
  });

  it('keeps a Retry-After of one file as the least it waits', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('server-error', { retryAfterMs: 90_000 }));
    await test.addFiles(['a']);
    await test.until(() => test.server.tries.get('a') === 4);
    const times = test.server.asked.map(({ at }) => at);
    for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(90_000);
  });

  it('shows between two attempts what happened, and nothing as sent that is not confirmed', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request, call) => {
      if (call > 1) return stored;
      await confirm(request, 10);
      request.onBytesSent(90);
      request.onVerifying();
      throw new UploadError('connection-lost');
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').error !== null);
    expect(test.file('a')).toMatchObject({ status: 'checking', error: { code: 'connection-lost' } });
    await test.until(() => test.file('a').status === 'completed');
    expect(test.file('a').error).toBeNull();
  });

  it('looks at a locked file for five minutes for nothing, then asks a person', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('source-locked'));
    await test.addFiles(['a']);
    const at = test.clock.now();
    await test.until(() => test.file('a').status === 'waiting');
    expect(test.file('a')).toMatchObject({ attempt: 0, waitReason: 'source-locked' });
    await test.until(() => test.file('a').status === 'failed');
    expect(test.server.tries.get('a')).toBe(60);
    expect(test.clock.now() - at).toBeLessThan(6 * 60_000);
  });

  it('after a lock the file still has all of its attempts', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (_request, call) => {
      if (call <= 20) throw new UploadError('source-locked');
      if (call <= 27) throw new UploadError('connection-lost');
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => ['completed', 'failed'].includes(test.file('a').status));
    expect(test.file('a').status).toBe('completed');
  });

  it('gives up on a source that changes under every attempt, and writes down the last one', async () => {
    const { test } = fixture;
    const { writeFileSync } = await import('node:fs');
    let size = 100;
    test.server.onTransfer = async (request) => {
      await confirm(request, 10);
      size += 1;
      writeFileSync(request.source.path, Buffer.alloc(size));
      await request.source.checkUnchanged();
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'failed');
    expect(test.file('a').error?.code).toBe('source-changed');
    expect(test.server.tries.get('a')).toBe(5);
    // Each time what was sent of the old one was removed first.
    expect(test.server.discarded).toHaveLength(4);
    expect(test.batch()).toMatchObject({ failed: 1, bytesConfirmed: 10 });
    expect(test.batch().bytesTotal).toBe(test.file('a').fileSize);
  });

  it('takes the file as it is now when it changed while it waited in the queue, and adjusts the sums', async () => {
    const { test } = fixture;
    const { writeFileSync } = await import('node:fs');
    const ids: string[] = [];
    test.server.onTransfer = async (request, call) => {
      ids.push(request.uploadId);
      if (call === 1) {
        await confirm(request, 50);
        return hang(request);
      }
      expect(request.checkpoint).toBeNull();
      request.onBytesSent(request.source.fingerprint.size);
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 50);
    await test.engine.pause({ kind: 'all' });
    writeFileSync(`${fixture.directory}/source/a`, Buffer.alloc(30));
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.file('a').status === 'completed');
    expect(test.file('a')).toMatchObject({ fileSize: 30, bytesConfirmed: 30, progressPercentage: 100 });
    expect(test.batch()).toMatchObject({ bytesTotal: 30, bytesSent: 30, bytesConfirmed: 30, progressPercentage: 100 });
    expect(new Set(ids).size).toBe(2);
  });

  it('fails a file that is gone, in the words of the source', async () => {
    const { test } = fixture;
    const { rmSync } = await import('node:fs');
    test.server.onTransfer = confirmThenHang(50);
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 50);
    await test.engine.pause({ kind: 'all' });
    rmSync(`${fixture.directory}/source/a`);
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.file('a').status === 'failed');
    expect(test.file('a').error?.code).toBe('source-missing');
  });

  it('keeps going when a protocol throws what it must not', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'a') throw new TypeError('a bug');
      if (request.target.relativePath === 'b') return Promise.reject('not even an error');
      return stored;
    };
    await test.addFiles(['a', 'b', 'c']);
    await test.until(() => test.batch().processed === 3);
    expect(test.files().map(({ status, error }) => [status, error?.code])).toEqual([
      ['failed', 'internal'],
      ['failed', 'internal'],
      ['completed', undefined],
    ]);
    expect(test.logged.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('costs a file that cannot even begin its own failure, and not the start of the queue', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    await test.engine.close();
    const { openDatabase } = await import('../../electron/engine/storage/database.ts');
    const database = openDatabase(`${fixture.directory}/data/queue.db`);
    database.exec(`UPDATE destinations SET url = 'no address at all'`);
    database.close();
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.file('a').status === 'failed');
    expect(next.file('a').error?.code).toBe('destination-invalid');
  });
});

describe('a run that has ended', () => {
  it('is a ghost: late calls of its protocol write nothing', async () => {
    const { test } = fixture;
    let late = async (): Promise<void> => undefined;
    test.server.onTransfer = async (request, call) => {
      if (call > 1) return hang(request);
      await confirm(request, 10);
      late = async () => {
        request.onBytesSent(90);
        request.onVerifying();
        request.onStartedOver();
        await request.onCheckpoint({ offset: 90 }, 90);
      };
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 10);
    await test.engine.pause({ kind: 'all' });
    await late();
    expect(test.file('a')).toMatchObject({ status: 'paused', bytesConfirmed: 10, startedOver: false });
    await test.engine.resume({ kind: 'all' });
    await test.until(() => test.server.active === 1);
    await late();
    await test.pass(500);
    expect(test.file('a')).toMatchObject({ status: 'uploading', bytesSent: 10, bytesConfirmed: 10, startedOver: false });
  });
});
