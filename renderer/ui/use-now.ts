import { useSyncExternalStore } from 'react';

const tickMs = 1000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: number | null = null;

/**
 * The time in milliseconds since the epoch, once a second, from one timer for the whole window.
 * While `isNeeded` is false nothing ticks for this caller, and with no caller at all there is no timer.
 */
export function useNow(isNeeded: boolean): number {
  return useSyncExternalStore(isNeeded ? subscribe : ignore, read);
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
