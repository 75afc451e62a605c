import { expect, test, vi } from 'vitest';
import { createSystemNetwork } from '../../electron/host/system-network.ts';
import { createHandClock } from './hand-clock.ts';

test('tells of a lost, a found and a changed address, and of nothing else', () => {
  const clock = createHandClock();
  let addresses = 'eth0 10.0.0.2';
  const network = createSystemNetwork({ clock, readAddresses: () => addresses });
  const listener = vi.fn();
  const stop = network.onChange(listener);

  clock.advance(60_000);
  expect(listener).not.toHaveBeenCalled();
  for (const [next, isOnline] of [
    ['', false],
    ['wlan0 10.0.0.3', true],
    ['wlan0 10.0.0.4', true],
  ] as const) {
    addresses = next;
    clock.advance(5_000);
    expect(network.isOnline()).toBe(isOnline);
  }
  expect(listener).toHaveBeenCalledTimes(3);

  stop();
  addresses = '';
  clock.advance(60_000);
  expect(listener).toHaveBeenCalledTimes(3);
  expect(clock.pendingTimers).toBe(0);
});
