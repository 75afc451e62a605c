import { describe, expect, it } from 'vitest';
import { sleepOn } from '../../../electron/engine/source/sleep-on.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

describe('sleeping on a clock', () => {
  it('ends with its time', async () => {
    const clock = createFakeClock();
    let isAwake = false;
    void sleepOn(clock)(1_000, new AbortController().signal).then(() => {
      isAwake = true;
    });
    await clock.advance(999);
    expect(isAwake).toBe(false);
    await clock.advance(1);
    expect(isAwake).toBe(true);
  });

  it('ends at once, with the reason, and leaves no timer', async () => {
    const clock = createFakeClock();
    const controller = new AbortController();
    const reason = new Error('enough');
    const sleep = sleepOn(clock)(1_000, controller.signal);
    controller.abort(reason);
    await expect(sleep).rejects.toBe(reason);
    expect(clock.pendingTimers()).toBe(0);
    await expect(sleepOn(clock)(1_000, controller.signal)).rejects.toBe(reason);
    expect(clock.pendingTimers()).toBe(0);
  });
});
