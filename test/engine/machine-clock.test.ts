import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { provesMachine } from '../faults/machine/proves-machine.ts';
import { confirm, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const minute = 60_000;
const hour = 60 * minute;
const jumps = [
  ['an hour', hour],
  ['a day', 24 * hour],
  ['ten years', 10 * 365 * 24 * hour],
] as const;

/** `a` waits half an hour for a time of its own; the destination of `b` is held for forty minutes by its server. */
async function twoWaits(test: EngineUnderTest) {
  const other = test.engine.destinations.add({ name: 'Busy', url: 'tus+http://busy.test/', isSaved: true });
  const [own] = test.engine.destinations.list();
  test.engine.destinations.choose(own?.destinationId ?? other.destinationId);
  test.server.onTransfer = async (request) => {
    const name = request.target.relativePath;
    if ((test.server.tries.get(name) ?? 0) > 1) return stored;
    if (name === 'a') throw new UploadError('server-error', { retryAfterMs: 30 * minute });
    throw new UploadError('server-busy', { retryAfterMs: 40 * minute });
  };
  await test.addFiles(['a']);
  test.engine.destinations.choose(other.destinationId);
  await test.addFiles(['b']);
  await test.until(() => test.file('a').status === 'waiting' && test.file('b').status === 'waiting');
  await test.pass(10 * minute);
}

const secondsUntil = (at: number | null, test: EngineUnderTest): number => Math.round(((at ?? 0) - test.clock.now()) / 1000);

describe('the clock on the wall', () => {
  it.each(jumps)(`is set back by %s: ${provesMachine('clock-set-back')}`, async (_words, jumpMs) => {
    const { test } = fixture;
    await twoWaits(test);
    const before = [secondsUntil(test.file('a').retryAt, test), secondsUntil(test.file('b').retryAt, test)];
    const from = test.clock.monotonicNow();
    test.clock.setWallClock(-jumpMs);
    await test.pass(5_000);
    const held = test.engine.totals().held[0];
    expect([test.file('a').retryAt, test.file('b').retryAt, held?.retryAt ?? 0].map((at) => secondsUntil(at, test))).toEqual([
      (before[0] ?? 0) - 5,
      (before[1] ?? 0) - 5,
      (before[1] ?? 0) - 5,
    ]);
    await test.until(() => test.file('a').status === 'completed');
    expect(Math.round((test.clock.monotonicNow() - from) / minute)).toBe(20);
    await test.until(() => test.file('b').status === 'completed');
    expect(Math.round((test.clock.monotonicNow() - from) / minute)).toBe(30);
  });

  it.each(jumps)(`is set forward by %s: ${provesMachine('clock-set-forward')}`, async (_words, jumpMs) => {
    const { test } = fixture;
    await twoWaits(test);
    const from = test.clock.monotonicNow();
    test.clock.setWallClock(jumpMs);
    await test.until(() => test.engine.overview().batches.every(({ status }) => status === 'completed'));
    expect(test.clock.monotonicNow() - from).toBeLessThanOrEqual(7_000);
    expect(test.engine.totals().failed).toBe(0);
  });

  it(provesMachine('clock-figures'), async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      for (let bytes = 1; bytes <= 100; bytes += 1) {
        await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 150));
        request.onBytesSent(bytes);
        if (bytes % 10 === 0) await confirm(request, bytes);
        if (bytes % 10 === 5) test.clock.setWallClock((bytes % 20 === 5 ? -1 : 1) * 10 * 365 * 24 * hour);
      }
      return stored;
    };
    await test.addFiles(['a']);
    const totals: (number | null)[] = [];
    await test.until(() => {
      const { speedBytesPerSecond, secondsLeft, progressPercentage } = test.engine.totals();
      totals.push(speedBytesPerSecond, secondsLeft, progressPercentage);
      return test.batch().status === 'completed';
    });
    const figures = test.events.flatMap(({ payload }) => [payload.speedBytesPerSecond, payload.secondsLeft, payload.progressPercentage]);
    const known = [...totals, ...figures].filter((figure) => figure !== null);
    expect(known.filter((figure) => !Number.isFinite(figure) || figure < 0)).toEqual([]);
    expect(known.filter((figure) => figure > 1_000)).toEqual([]);
    expect(known.length).toBeGreaterThan(300);
    for (const { timestamp } of test.events) expect(Number.isNaN(Date.parse(timestamp))).toBe(false);
  });

  it(provesMachine('clock-wrong-when-written'), async () => {
    const { test } = fixture;
    test.clock.setWallClock(10 * 365 * 24 * hour);
    test.server.onTransfer = async (_request, call) => {
      if (call === 1) throw new UploadError('server-error', { retryAfterMs: hour });
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').status === 'waiting');
    await test.settle(test.engine.close());
    test.clock.setWallClock(-10 * 365 * 24 * hour);
    const next = fixture.alsoClose(test.reopen());
    await next.until(() => next.file('a').status === 'completed', minute);
    expect(next.file('a').attempt).toBe(2);
  });

  it(provesMachine('clock-certificate'), async () => {
    const { test } = fixture;
    const right = test.clock.now();
    const look = (): void => {
      if (Math.abs(test.clock.now() - right) > 24 * hour) throw new UploadError('certificate-refused');
    };
    test.server.onTransfer = async () => {
      look();
      return stored;
    };
    test.server.onProbe = async () => {
      look();
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    test.clock.setWallClock(-3 * 365 * 24 * hour);
    await test.addFiles(['a', 'b']);
    await test.pass(30 * minute);
    expect(test.engine.totals().held).toMatchObject([{ reason: 'not-trusted', error: { code: 'certificate-refused' } }]);
    test.clock.setWallClock(3 * 365 * 24 * hour);
    await test.until(() => test.batch().status === 'completed', minute);
    expect(test.files().map(({ attempt }) => attempt)).toEqual([1, 1]);
  });
});
