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
    test.server.onTransfer = async (request) => {
      if (request.target.relativePath === 'b' || (test.server.tries.get('a') ?? 0) > 1) return stored;
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
