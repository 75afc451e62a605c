import { describe, expect, it } from 'vitest';
import type { RateLimiter } from '../../../electron/engine/source/rate-limiter.ts';
import { createRateLimiter } from '../../../electron/engine/source/rate-limiter.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

const never = new AbortController().signal;

/** Sends chunks for ever and counts. */
function startSender(
  limiter: RateLimiter,
  chunkBytes: number,
  signal = never,
): { sentBytes: number; pieces: number[]; end: Promise<unknown> } {
  const sender: { sentBytes: number; pieces: number[]; end: Promise<unknown> } = { sentBytes: 0, pieces: [], end: Promise.resolve() };
  sender.end = (async () => {
    for (;;) {
      const granted = await (limiter.pace(chunkBytes, signal) ?? chunkBytes);
      sender.sentBytes += granted;
      sender.pieces.push(granted);
    }
  })().catch((error: unknown) => error);
  return sender;
}

describe('createRateLimiter', () => {
  it('grants everything at once while there is no limit', () => {
    const limiter = createRateLimiter(createFakeClock());
    expect(limiter.pace(1e9, never)).toBeNull();
  });

  it.each([10_000, 1_000_000, 50_000_000, 500_000_000])(
    'keeps %d bytes per second within 5 %% for one and for eight senders',
    async (rate) => {
      for (const senders of [1, 8]) {
        const clock = createFakeClock();
        const limiter = createRateLimiter(clock);
        limiter.setLimit(rate);
        const stop = new AbortController();
        const running = Array.from({ length: senders }, () => startSender(limiter, 1024 * 1024, stop.signal));
        await clock.advance(4_000);
        const sent = running.reduce((sum, sender) => sum + sender.sentBytes, 0);
        expect(Math.abs(sent / (rate * 4) - 1)).toBeLessThan(0.05);
        stop.abort();
        await Promise.all(running.map((sender) => sender.end));
      }
    },
  );

  it('stays within 5 %% although every timer is 15 ms late', async () => {
    const clock = createFakeClock();
    const late = { ...clock, setTimer: (callback: () => void, delayMs: number) => clock.setTimer(callback, delayMs + 15) };
    const limiter = createRateLimiter(late);
    limiter.setLimit(20_000_000);
    const stop = new AbortController();
    const sender = startSender(limiter, 1024 * 1024, stop.signal);
    await clock.advance(4_000);
    expect(Math.abs(sender.sentBytes / 80_000_000 - 1)).toBeLessThan(0.05);
    stop.abort();
    await sender.end;
  });

  it('is smooth: a low limit gives a tenth of a second at a time', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter(clock);
    limiter.setLimit(10_000);
    const stop = new AbortController();
    const sender = startSender(limiter, 1024 * 1024, stop.signal);
    await clock.advance(1_000);
    expect(new Set(sender.pieces)).toEqual(new Set([1_000]));
    stop.abort();
    await sender.end;
  });

  it('is fair: senders take turns', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter(clock);
    limiter.setLimit(100_000);
    const stop = new AbortController();
    const senders = [10_000, 20_000, 1_000_000].map((chunkBytes) => startSender(limiter, chunkBytes, stop.signal));
    await clock.advance(3_000);
    const counts = senders.map((sender) => sender.pieces.length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    stop.abort();
    await Promise.all(senders.map((sender) => sender.end));
  });

  it('does not save up a pause for a burst', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter(clock);
    limiter.setLimit(1_000_000);
    await clock.advance(60_000);
    const stop = new AbortController();
    const sender = startSender(limiter, 1024 * 1024, stop.signal);
    await clock.advance(1_000);
    expect(sender.sentBytes).toBeLessThanOrEqual(1_250_000);
    stop.abort();
    await sender.end;
  });

  it('lets go at once who is aborted, and the next one keeps its turn', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter(clock);
    limiter.setLimit(1_000);
    await limiter.pace(1_000, never);
    const stop = new AbortController();
    const reason = new Error('paused');
    const aborted = limiter.pace(1_000, stop.signal);
    const next = limiter.pace(50, never);
    stop.abort(reason);
    await expect(aborted).rejects.toBe(reason);
    await clock.advance(100);
    await expect(next).resolves.toBe(50);
    await expect(limiter.pace(1, stop.signal)).rejects.toBe(reason);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('leaves no timer behind when the last one who waited is aborted', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter(clock);
    limiter.setLimit(1_000);
    await limiter.pace(1_000, never);
    const stop = new AbortController();
    const aborted = limiter.pace(1_000, stop.signal);
    expect(clock.pendingTimers()).toBe(1);
    stop.abort();
    await expect(aborted).rejects.toBe(stop.signal.reason);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('lets those who wait go on at once when the limit is lifted or raised', async () => {
    const clock = createFakeClock();
    const limiter = createRateLimiter(clock);
    limiter.setLimit(10);
    await limiter.pace(1, never);
    const waiting = [limiter.pace(100, never), limiter.pace(100, never)];
    limiter.setLimit(null);
    expect(await Promise.all(waiting)).toEqual([100, 100]);
    expect(limiter.pace(5_000_000, never)).toBeNull();
  });
});
