import { expect, test } from 'vitest';
import type { Pace } from '../../../electron/engine/source/pace.ts';
import { createRateLimits } from '../../../electron/engine/source/rate-limits.ts';
import type { DestinationId } from '../../../shared/ids.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

const one = 'one' as DestinationId;
const two = 'two' as DestinationId;
const never = new AbortController().signal;

function send(pace: Pace, signal = never): { bytes: number } {
  const sender = { bytes: 0 };
  const go = async (): Promise<void> => {
    for (;;) sender.bytes += await (pace(64 * 1024, signal) ?? 64 * 1024);
  };
  go().catch(() => undefined);
  return sender;
}

/** Bytes per second over four seconds, rounded to a percent of a million. */
async function speeds(all: number | null, own: ReadonlyMap<string, number>, senders: readonly DestinationId[]) {
  const clock = createFakeClock();
  const limits = createRateLimits(clock);
  limits.setLimit(all);
  limits.setDestinationLimits(own);
  const sending = senders.map((destinationId) => send(limits.paceFor(destinationId)));
  await clock.advance(4_000);
  return sending.map(({ bytes }) => Math.round(bytes / 4 / 50_000) / 20);
}

test('nothing is waited for without a limit', () => {
  expect(createRateLimits(createFakeClock()).paceFor(one)(1e9, never)).toBeNull();
});

test('the narrower of the two limits counts, and no destination takes from another', async () => {
  expect(await speeds(1_000_000, new Map([['one', 400_000]]), [one])).toEqual([0.4]);
  expect(await speeds(400_000, new Map([['one', 1_000_000]]), [one])).toEqual([0.4]);
  expect(await speeds(400_000, new Map([['two', 100_000]]), [one])).toEqual([0.4]);
  const [first = 0, second = 0] = await speeds(1_000_000, new Map([['one', 100_000]]), [one, two]);
  expect([first, Math.round((first + second) * 10) / 10]).toEqual([0.1, 1]);
});

test('two files of one destination share its limit', async () => {
  const [first = 0, second = 0] = await speeds(5_000_000, new Map([['one', 400_000]]), [one, one]);
  expect(Math.round((first + second) * 10) / 10).toBe(0.4);
});

test('a new limit holds at once for files that are under way, and a stop gives back what was not sent', async () => {
  const clock = createFakeClock();
  const limits = createRateLimits(clock);
  limits.setLimit(100_000);
  limits.setDestinationLimits(new Map([['one', 50_000]]));
  const stop = new AbortController();
  const stopped = send(limits.paceFor(one), stop.signal);
  const going = send(limits.paceFor(one));
  await clock.advance(1_000);
  stop.abort();
  const before = [stopped.bytes, going.bytes];
  limits.setDestinationLimits(new Map([['one', 200_000]]));
  await clock.advance(2_000);
  expect(stopped.bytes).toBe(before[0]);
  // Two seconds, and at most a piece that was saved and one that is overdrawn.
  const sent = going.bytes - (before[1] ?? 0);
  expect([sent >= 195_000, sent <= 221_000]).toEqual([true, true]);
  limits.setDestinationLimits(new Map());
  limits.setLimit(300_000);
  const middle = going.bytes;
  await clock.advance(1_000);
  const fast = going.bytes - middle;
  expect([fast >= 295_000, fast <= 331_000]).toEqual([true, true]);
});
