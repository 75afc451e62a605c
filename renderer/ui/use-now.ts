import { useSyncExternalStore } from 'react';

/** How often somebody has to look at the clock. */
export type NowEvery = 'second' | 'minute' | 'never';

const tickMs = 1000;
const minuteMs = 60_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: number | null = null;

/**
 * The time in milliseconds since the epoch, from one timer for the whole window; in whole minutes for those who look once a minute, so that
 * they are not drawn again in between. For who never looks nothing ticks, and with no caller at all there is no timer.
 */
export function useNow(every: NowEvery): number {
  return useSyncExternalStore(every === 'never' ? ignore : subscribe, every === 'minute' ? readMinute : read);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    now = Date.now();
    timer = window.setInterval(tick, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || timer === null) return;
    window.clearInterval(timer);
    timer = null;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function ignore(): () => void {
  return () => undefined;
}

function read(): number {
  return now;
}

function readMinute(): number {
  return Math.floor(now / minuteMs) * minuteMs;
}
