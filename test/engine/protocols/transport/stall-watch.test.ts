import { describe, expect, it } from 'vitest';
import { StallWatch } from '../../../../electron/engine/protocols/transport/stall-watch.ts';
import { createFakeClock } from '../../../fakes/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const stalled: string[] = [];
  const stallWatch = new StallWatch(clock);
  return { clock, stalled, stallWatch, watch: (name: string, limitMs: number) => stallWatch.watch(limitMs, () => stalled.push(name)) };
}

describe('StallWatch', () => {
  it('finds an exchange in which nothing moves, at its limit and once', async () => {
    const { clock, stalled, watch } = setUp();
    watch('a', 1_000);
    await clock.advance(999);
    expect(stalled).toEqual([]);
    await clock.advance(1);
    expect(stalled).toEqual(['a']);
    await clock.advance(10_000);
    expect(stalled).toEqual(['a']);
    expect(clock.pendingTimers()).toBe(0);
  });

  it('counts from the last byte', async () => {
    const { clock, stalled, watch } = setUp();
    const watched = watch('a', 1_000);
    for (let round = 0; round < 5; round++) {
      await clock.advance(900);
      watched.touch();
    }
    await clock.advance(999);
    expect(stalled).toEqual([]);
    await clock.advance(1);
    expect(stalled).toEqual(['a']);
  });

  it('does not blame the network while it is held', async () => {
    const { clock, stalled, watch } = setUp();
    const watched = watch('a', 1_000);
    watched.hold();
    await clock.advance(60_000);
    expect(stalled).toEqual([]);
    watched.touch();
    await clock.advance(1_000);
    expect(stalled).toEqual(['a']);
  });

  it('allows more from then on', async () => {
    const { clock, stalled, watch } = setUp();
    const watched = watch('a', 1_000);
    await clock.advance(500);
    watched.allow(5_000);
    await clock.advance(4_999);
    expect(stalled).toEqual([]);
    await clock.advance(1);
    expect(stalled).toEqual(['a']);
  });

  it('watches many with one timer, each with its own limit', async () => {
    const { clock, stalled, watch } = setUp();
    watch('slow', 3_000);
    watch('quick', 1_000);
    watch('stopped', 2_000).stop();
    expect(clock.pendingTimers()).toBe(1);
    await clock.advance(10_000);
    expect(stalled).toEqual(['quick', 'slow']);
  });

  it('gives what was under way ten seconds when it is suspected, and no more for its answer', async () => {
    const { clock, stalled, watch, stallWatch } = setUp();
    const moving = watch('moving', 30_000);
    const waiting = watch('waiting', 30_000);
    watch('dead', 30_000);
    watch('impatient', 3_000);
    // Time that went by in a sleep does not count against a connection that lived through it.
    clock.sleep(8 * 60 * 60_000);
    stallWatch.suspect();
    watch('new', 30_000);
    waiting.allow(120_000);
    await clock.advance(9_999);
    expect(stalled).toEqual(['impatient']);
    moving.touch();
    await clock.advance(1);
    expect(stalled.toSorted()).toEqual(['dead', 'impatient', 'waiting']);
    await clock.advance(9_998);
    expect(stalled).toHaveLength(3);
    await clock.advance(10_002);
    expect(stalled.toSorted()).toEqual(['dead', 'impatient', 'moving', 'new', 'waiting']);
  });

  it('leaves no timer behind', () => {
    const { clock, watch } = setUp();
    watch('a', 1_000).stop();
    expect(clock.pendingTimers()).toBe(0);
  });
});
