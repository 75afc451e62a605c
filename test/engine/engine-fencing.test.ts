import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { TransferRequest } from '../../electron/engine/protocols/protocol.ts';
import { confirm, hang, sendWhole } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

/** Everything that a protocol can still say when nobody asks it any more. */
async function haunt(ghost: TransferRequest): Promise<void> {
  ghost.onBytesSent(99);
  ghost.onVerifying();
  ghost.onStartedOver();
  await ghost.onCheckpoint({ offset: 77, from: 'the dead' }, 77);
}

describe('an attempt that comes back from the dead', () => {
  it.each(['queued again', 'paused', 'cancelled', 'completed'] as const)('writes nothing to a file that is %s', async (state) => {
    const { test } = fixture;
    const requests: TransferRequest[] = [];
    test.server.onTransfer = async (request, call) => {
      requests.push(request);
      return call === 1 ? hang(request) : state === 'queued again' ? hang(request) : sendWhole(request, call);
    };
    await test.addFiles(['a']);
    await test.until(() => requests.length === 1);
    const [ghost] = requests;
    if (ghost === undefined) throw new Error('nothing was sent');
    if (state === 'cancelled') await test.settle(test.engine.cancel({ kind: 'all' }));
    else await test.settle(test.engine.pause({ kind: 'all' }));
    if (state === 'completed' || state === 'queued again') await test.engine.resume({ kind: 'all' });
    if (state === 'completed') await test.until(() => test.file('a').status === 'completed');
    if (state === 'queued again') await test.until(() => requests.length === 2);
    await test.pass(1_000);
    const before = test.file('a');
    await haunt(ghost);
    await test.pass(1_000);
    expect({ ...test.file('a'), speedBytesPerSecond: null }).toEqual({ ...before, speedBytesPerSecond: null });
  });

  it('never runs beside the one that follows it', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    let active = 0;
    let mostActive = 0;
    let calls = 0;
    test.server.onTransfer = async (request, call) => {
      calls = call;
      active += 1;
      mostActive = Math.max(mostActive, active);
      // The first one takes its time to let go.
      if (call === 1) await hang(request).catch(() => gate.opened);
      active -= 1;
      if (call === 1) throw request.signal.reason;
      return sendWhole(request, call);
    };
    await test.addFiles(['a']);
    await test.until(() => calls === 1);
    const pausing = test.engine.pause({ kind: 'all' });
    await test.engine.resume({ kind: 'all' });
    await test.pass(5_000);
    expect(calls).toBe(1);
    gate.open();
    await test.settle(pausing);
    await test.until(() => test.file('a').status === 'completed');
    expect([calls, mostActive]).toEqual([2, 1]);
  });
});

describe('a discard', () => {
  it('that is under way when the file is begun again removes the old upload and nothing of the new one', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request, call) => {
      if (call > 1) await request.onCheckpoint({ upload: call }, 0);
      else await confirm(request, 10);
      return call === 1 ? hang(request) : sendWhole(request, call);
    };
    test.server.onDiscard = () => gate.opened;
    await test.addFiles(['a']);
    await test.until(() => test.server.asked.length === 1);
    await test.settle(test.engine.cancel({ kind: 'all' }));
    await test.until(() => test.server.asked.some(({ kind }) => kind === 'discard'));
    await test.engine.retry({ kind: 'uploads', uploadIds: [test.id('a')] });
    await test.until(() => test.file('a').status === 'completed');
    gate.open();
    await test.pass(60_000);
    expect(test.server.discarded).toEqual([{ offset: 10 }]);
    expect(test.file('a')).toMatchObject({ status: 'completed', bytesConfirmed: 100 });
  });

  it('that waits is dropped when the file goes on with that very upload', async () => {
    const { test } = fixture;
    let isAway = true;
    test.server.onTransfer = async (request, call) => {
      await request.onCheckpoint({ upload: 'same' }, 10);
      return call === 2 ? sendWhole(request, call) : hang(request);
    };
    test.server.onDiscard = async () => {
      if (isAway) throw new Error('away');
    };
    await test.addFiles(['a']);
    await test.until(() => test.server.asked.length === 1);
    await test.settle(test.engine.cancel({ kind: 'all' }));
    await test.pass(1_000);
    isAway = false;
    test.server.onTransfer = async (request) => {
      await request.onCheckpoint({ upload: 'same' }, 10);
      return hang(request);
    };
    await test.engine.retry({ kind: 'uploads', uploadIds: [test.id('a')] });
    await test.until(() => test.server.asked.filter(({ kind }) => kind === 'transfer').length === 2);
    await test.pass(1_000);
    // Another file finds the destination gone and back: whatever waits is then tried again.
    test.server.onTransfer = async () => {
      throw new UploadError('connection-refused');
    };
    await test.addFiles(['b']);
    await test.until(() => test.engine.totals().held.length === 1);
    await test.until(() => test.engine.totals().held.length === 0);
    await test.pass(60_000);
    expect(test.server.discarded).toEqual([]);
    expect(test.file('a').status).toBe('uploading');
  });

  it('of a file that arrived before the click removes nothing', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request, call) => {
      await confirm(request, 50);
      await gate.opened;
      return sendWhole(request, call);
    };
    await test.addFiles(['a']);
    await test.until(() => test.server.asked.length === 1);
    const cancelling = test.engine.cancel({ kind: 'all' });
    gate.open();
    await test.settle(cancelling);
    await test.pass(60_000);
    expect([test.file('a').status, test.server.discarded]).toEqual(['completed', []]);
  });

  it('of a file that was removed and added again leaves the new one alone', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request, call) => {
      await request.onCheckpoint({ upload: call }, 10);
      return call === 1 ? hang(request) : sendWhole(request, call);
    };
    test.server.onDiscard = () => gate.opened;
    await test.addFiles(['a']);
    await test.until(() => test.server.asked.length === 1);
    await test.settle(test.engine.cancel({ kind: 'all' }));
    await test.engine.clearSettled();
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'completed');
    gate.open();
    await test.pass(60_000);
    expect(test.server.discarded).toEqual([{ upload: 1 }]);
    expect(test.file('a').status).toBe('completed');
  });
});
