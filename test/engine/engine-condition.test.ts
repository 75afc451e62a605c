import { describe, expect, it } from 'vitest';
import { confirm, hang, stored } from './fake-server.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const onBattery = { reason: 'battery', effect: 'pause' } as const;

describe('a state of the computer that forbids to send', () => {
  it('stops what is on its way where it stands, costs no attempt, and ends by itself', async () => {
    const { test } = fixture;
    const offsets: unknown[] = [];
    test.server.onTransfer = async (request, call) => {
      offsets.push(request.checkpoint);
      if (call > 1) return stored;
      await confirm(request, 5);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 5);
    test.engine.setCondition(onBattery);
    await test.until(() => test.file('a').status === 'queued');
    expect(test.engine.totals()).toMatchObject({ active: 0, queued: 1, condition: onBattery });
    await test.pass(600_000);
    expect([test.server.active, test.file('a').attempt]).toEqual([0, 0]);
    test.engine.setCondition(null);
    await test.until(() => test.file('a').status === 'completed');
    expect(offsets).toEqual([null, { offset: 5 }]);
    expect(test.engine.totals()).not.toHaveProperty('condition');
  });

  it('never resumes what a person paused, and holds what is added or resumed meanwhile', async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a', 'b']);
    await test.until(() => test.server.active === 2);
    await test.engine.pause({ kind: 'uploads', uploadIds: [test.id('a')] });
    test.engine.setCondition(onBattery);
    test.engine.setCondition({ ...onBattery, reason: 'metered' });
    await test.until(() => test.server.active === 0);
    await test.addFiles(['c']);
    await test.engine.resume({ kind: 'uploads', uploadIds: [test.id('b')] });
    await test.pass(60_000);
    expect([test.server.active, test.file('c').status]).toEqual([0, 'queued']);
    test.server.onTransfer = async () => stored;
    test.engine.setCondition(null);
    await test.until(() => test.file('b').status === 'completed' && test.file('c').status === 'completed');
    await test.pass(60_000);
    expect(test.file('a').status).toBe('paused');
  });

  it('is not written down: another start does not know of it', async () => {
    const { test } = fixture;
    test.engine.setCondition(onBattery);
    await test.addFiles(['a']);
    await test.pass(10_000);
    expect(test.file('a').status).toBe('queued');
    await test.settle(test.engine.close());
    const next = test.reopen();
    await next.until(() => next.file('a').status === 'completed');
  });

  it('that only slows stops nothing', async () => {
    const { test } = fixture;
    test.engine.setCondition({ reason: 'metered', effect: 'slow' });
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'completed');
  });
});
