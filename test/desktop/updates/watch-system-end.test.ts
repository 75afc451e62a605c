import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const electron = vi.hoisted(() => ({ app: {} as EventEmitter & { quit(): void }, powerMonitor: {} as EventEmitter }));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
  get powerMonitor() {
    return electron.powerMonitor;
  },
}));
const { watchSystemEnd } = await import('../../../electron/desktop/updates/watch-system-end.ts');

const quit = vi.fn();
const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;
const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]));
beforeEach(() => {
  quit.mockReset();
  electron.app = Object.assign(new EventEmitter(), { quit });
  electron.powerMonitor = new EventEmitter();
  for (const signal of signals) process.removeAllListeners(signal);
});
afterEach(() => {
  for (const signal of signals) {
    process.removeAllListeners(signal);
    for (const listener of before.get(signal) ?? []) process.on(signal, listener);
  }
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends Gantry and leaves no time to install anything', (signal) => {
  const isSystemEnding = watchSystemEnd();
  expect([isSystemEnding(), process.listenerCount('SIGINT')]).toEqual([false, 0]);
  process.emit(signal);
  expect([isSystemEnding(), quit.mock.calls.length]).toEqual([true, 1]);
  // The next one is the system's own again.
  expect(process.listenerCount(signal)).toBe(0);
});

test('a shutdown, and the end of a session, of which a window is told', () => {
  const first = watchSystemEnd();
  electron.powerMonitor.emit('shutdown');
  const window = new EventEmitter();
  const second = watchSystemEnd();
  electron.app.emit('browser-window-created', {}, window);
  expect([first(), second()]).toEqual([true, false]);
  window.emit('session-end');
  expect([second(), quit.mock.calls.length]).toEqual([true, 0]);
});
