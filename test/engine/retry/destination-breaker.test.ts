import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import { DestinationBreaker, filesBeforeHold } from '../../../electron/engine/retry/destination-breaker.ts';
import type { DestinationId, UploadId } from '../../../shared/ids.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

const one = 'one' as DestinationId;
const file = (number: number) => `file-${number}` as UploadId;
const busy = (retryAfterMs?: number) => new UploadError('server-busy', retryAfterMs === undefined ? {} : { retryAfterMs });

function setUp(fraction = 0.5) {
  const clock = createFakeClock();
  const state = { answer: async (): Promise<void> => undefined, probes: [] as number[], changes: 0, isWanted: true };
  const breaker = new DestinationBreaker({
    clock,
    randomness: { fraction: () => fraction, uuid: () => '' },
    probe: () => {
      state.probes.push(clock.monotonicNow());
      return state.answer();
    },
    isWanted: () => state.isWanted,
    onSilence: () => undefined,
    onChange: () => {
      state.changes += 1;
    },
  });
  const fails = (error: UploadError) => {
    state.answer = () => Promise.reject(error);
  };
  return { clock, state, breaker, fails };
}

describe('the breaker', () => {
  it('holds a destination after three different files in a row, not after one that fails three times', () => {
    const { breaker } = setUp();
    for (let round = 0; round < 10; round += 1) expect(breaker.noteFailure(one, file(1), busy())).toBe(false);
    expect(breaker.flowOf(one)).toBe('flowing');
    for (let number = 2; number < filesBeforeHold; number += 1) expect(breaker.noteFailure(one, file(number), busy())).toBe(false);
    expect(breaker.noteFailure(one, file(filesBeforeHold), busy())).toBe(true);
    expect(breaker.flowOf(one)).toBe('held');
  });

  it('begins to count anew with every success', () => {
    const { breaker } = setUp();
    for (let number = 0; number < 50; number += 1) {
      expect(breaker.noteFailure(one, file(number), busy())).toBe(false);
      if (number % 2 === 1) breaker.noteSuccess(one);
    }
    expect(breaker.flowOf(one)).toBe('flowing');
  });

  it('probes later and later, once a minute at the most seldom, and forgets that with a success', async () => {
    const { breaker, clock, state, fails } = setUp();
    fails(new UploadError('connection-refused'));
    breaker.hold(one, 'destination-unreachable', new UploadError('connection-refused'));
    await clock.advance(20 * 60_000);
    const gaps = state.probes.slice(1).map((at, index) => at - (state.probes[index] ?? 0));
    for (const [index, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual(gaps[index - 1] ?? 0);
    expect(gaps.at(-1)).toBeLessThanOrEqual(60_000);
    expect(gaps.at(-1)).toBeGreaterThanOrEqual(30_000);
    state.answer = async () => undefined;
    await clock.advance(60_000);
    expect(breaker.flowOf(one)).toBe('trying');
    breaker.noteSuccess(one);
    expect(breaker.flowOf(one)).toBe('flowing');
    const before = state.probes.length;
    breaker.hold(one, 'offline', new UploadError('offline'));
    await clock.advance(1_000);
    expect(state.probes.length).toBe(before + 1);
  });

  it('never asks before the time that the server named, whoever reports what in whatever order', async () => {
    const report = fc.record({
      afterMs: fc.nat(30_000),
      kind: fc.constantFrom('failure', 'hold', 'wake', 'success'),
      retryAfterMs: fc.option(fc.integer({ min: 1, max: 300_000 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(report, { maxLength: 30 }), fc.double({ min: 0, max: 0.999, noNaN: true }), async (reports, fraction) => {
        const { breaker, clock, state } = setUp(fraction);
        let silentUntil = 0;
        const tooEarly: number[] = [];
        state.answer = () => {
          if (clock.monotonicNow() < silentUntil) tooEarly.push(clock.monotonicNow());
          return Promise.reject(new UploadError('server-error'));
        };
        for (const [number, { afterMs, kind, retryAfterMs }] of reports.entries()) {
          await clock.advance(afterMs);
          const error = busy(retryAfterMs);
          if (kind === 'wake') breaker.probeAfterWake();
          if (kind === 'success') breaker.noteSuccess(one);
          if (kind === 'failure' || kind === 'hold') {
            if (kind === 'failure') breaker.noteFailure(one, file(number), error);
            // As the scheduler does with every file that was sent back.
            breaker.hold(one, 'server-busy', error);
            if (retryAfterMs !== undefined) silentUntil = Math.max(silentUntil, clock.monotonicNow() + retryAfterMs);
          }
        }
        await clock.advance(600_000);
        expect(tooEarly).toEqual([]);
        if (breaker.flowOf(one) === 'held') expect(state.probes.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  });

  it('asks at once when a person wants to know', async () => {
    const { breaker, clock, state } = setUp();
    breaker.hold(one, 'sign-in', new UploadError('sign-in-refused'));
    await clock.advance(24 * 3_600_000);
    expect(state.probes).toEqual([]);
    breaker.probeNow(one);
    breaker.probeNow();
    await clock.advance(0);
    expect(state.probes).toHaveLength(1);
    expect(breaker.flowOf(one)).toBe('trying');
  });

  it('lets files try one by one: the first try of each is free, the second is not', async () => {
    const { breaker, clock } = setUp();
    const nextTry = async (): Promise<void> => {
      await clock.advance(60_000);
      expect(breaker.flowOf(one)).toBe('trying');
    };
    breaker.hold(one, 'destination-unreachable', new UploadError('connection-refused'));
    await nextTry();
    expect(breaker.noteFailure(one, file(1), busy())).toBe(true);
    await nextTry();
    expect(breaker.noteFailure(one, file(2), busy())).toBe(true);
    await nextTry();
    expect(breaker.noteFailure(one, file(1), busy())).toBe(false);
    expect(breaker.flowOf(one)).toBe('held');
    await nextTry();
    breaker.noteSuccess(one);
    breaker.hold(one, 'destination-unreachable', new UploadError('connection-refused'));
    await nextTry();
    expect(breaker.noteFailure(one, file(1), busy())).toBe(true);
  });

  it.each([
    ['type-refused', 'flowing'],
    ['source-missing', 'trying'],
  ] as const)('after a try that failed with %s it is %s', async (code, flow) => {
    const { breaker, clock } = setUp();
    breaker.hold(one, 'offline', new UploadError('offline'));
    await clock.advance(60_000);
    breaker.noteSettledFailure(one, new UploadError(code));
    expect(breaker.flowOf(one)).toBe(flow);
  });

  it('does not take a success of before for the end of a hold', () => {
    const { breaker } = setUp();
    breaker.hold(one, 'offline', new UploadError('offline'));
    breaker.noteSuccess(one);
    expect(breaker.flowOf(one)).toBe('held');
  });

  it('shows the newest reason of a probe', async () => {
    const { breaker, clock, fails } = setUp();
    breaker.hold(one, 'destination-unreachable', new UploadError('connection-refused'));
    fails(new UploadError('sign-in-refused'));
    await clock.advance(1_000);
    expect(breaker.holdOf(one)).toEqual({ reason: 'sign-in', error: { code: 'sign-in-refused', details: {} }, retryAt: null });
  });

  it('looks at a full destination every five minutes', async () => {
    const { breaker, clock, state } = setUp();
    breaker.hold(one, 'destination-full', new UploadError('destination-full'));
    await clock.advance(5 * 60_000 - 1);
    expect(state.probes).toEqual([]);
    await clock.advance(1);
    expect(state.probes).toHaveLength(1);
  });

  it('lets go of a destination that nobody waits for', async () => {
    const { breaker, clock, state } = setUp();
    state.isWanted = false;
    breaker.hold(one, 'offline', new UploadError('offline'));
    const before = state.changes;
    await clock.advance(3_600_000);
    expect([state.probes, breaker.heldIds(), state.changes]).toEqual([[], [], before + 1]);
  });

  it('forgets everything when it is closed, also what a probe still answers', async () => {
    const { breaker, clock, state } = setUp();
    let answer = (): void => undefined;
    state.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    breaker.hold(one, 'offline', new UploadError('offline'));
    await clock.advance(1_000);
    const before = state.changes;
    breaker.close();
    answer();
    await clock.advance(60_000);
    expect([state.changes, clock.pendingTimers()]).toEqual([before, 0]);
  });
});
