import { expect, test } from 'vitest';
import { createBusNotifier } from '../../../electron/desktop/places/bus-notifier.ts';
import { batchEndNote } from '../../../electron/desktop/places/note-words.ts';
import { watchPower } from '../../../electron/desktop/places/watch-power.ts';
import { watchTrayHost } from '../../../electron/desktop/places/watch-tray-host.ts';
import type { BusCall, BusMessage } from '../../../electron/host/message-bus/bus-message.ts';
import type { BusValue } from '../../../electron/host/message-bus/bus-value.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { batchProgress } from '../progress-samples.ts';
import { silentLog } from '../silent-log.ts';

function fakeBus(answer: (call: BusCall) => readonly BusValue[]) {
  const calls: BusCall[] = [];
  const listeners: ((signal: BusMessage) => void)[] = [];
  const message = (body: readonly BusValue[], member = '', sender = ':1.5'): BusMessage => ({
    ...{ kind: 'answer', serial: 1, replySerial: 1, path: '/', interfaceName: '', member, sender, body },
  });
  return {
    calls,
    goneListeners: [] as (() => void)[],
    async call(call: BusCall) {
      calls.push(call);
      return message(answer(call));
    },
    onSignal(_interface: string, listener: (signal: BusMessage) => void) {
      listeners.push(listener);
      return () => listeners.splice(listeners.indexOf(listener), 1);
    },
    onGone(listener: () => void) {
      this.goneListeners.push(listener);
    },
    signal(member: string, body: readonly BusValue[], sender?: string) {
      for (const listener of listeners) listener(message(body, member, sender));
    },
  };
}

const note = batchEndNote(batchProgress({ name: '<b>R & D</b>', destinationName: '<i>', total: 2, queued: 0, successful: 1, failed: 1 }));

test('a notification has buttons where the desktop has them, and nothing in it is markup', async () => {
  let capabilities = ['actions', 'body', 'body-markup'];
  const bus = fakeBus(({ member }) => (member === 'Notify' ? [7] : [capabilities]));
  const notifier = createBusNotifier(bus, silentLog);
  if (note === null) throw new Error('a batch that failed is told');
  const acts: string[] = [];
  notifier.show(note, (action) => acts.push(action));
  await notifier.whenShown();
  const [, replaced, , title, body, actions] = bus.calls[1]?.body ?? [];
  expect([replaced, title, body]).toEqual([0, '<b>R & D</b>: 1 file failed', '1 of 2 files arrived at &lt;i&gt;. Show says why.']);
  expect(actions).toEqual(['default', 'Show', 'show', 'Show', 'retry-failed', 'Retry failed']);
  bus.signal('ActionInvoked', [7, 'retry-failed']);
  bus.signal('ActionInvoked', [7, 'default']);
  // Of another notification, of an action that it has not, and of somebody who did not show it.
  bus.signal('ActionInvoked', [8, 'show']);
  bus.signal('ActionInvoked', [7, 'quit']);
  bus.signal('ActionInvoked', [7, 'show'], ':1.66');
  expect(acts).toEqual(['retry-failed', 'show']);

  capabilities = ['body'];
  notifier.show(note, () => undefined);
  await notifier.whenShown();
  const plain = bus.calls[3]?.body ?? [];
  expect([plain[1], plain[4], plain[5]]).toEqual([7, '1 of 2 files arrived at <i>. Show says why.', []]);
  bus.signal('NotificationClosed', [7, 2]);
  bus.signal('ActionInvoked', [7, 'show']);
  expect(acts).toHaveLength(2);
});

test('a desktop without notifications is written down and nothing more', async () => {
  const events: string[] = [];
  const bus = fakeBus(() => {
    throw new Error('nobody has that name');
  });
  const notifier = createBusNotifier(bus, { write: (_level, event) => void events.push(event) });
  if (note !== null) notifier.show(note, () => undefined);
  await notifier.whenShown();
  expect(events).toEqual(['notification-not-shown']);
});

test('whether there is a tray is known at the start and whenever it changes', async () => {
  let isThere = true;
  const bus = fakeBus(() => [{ signature: 'b', value: isThere }]);
  const known: boolean[] = [];
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const stop = watchTrayHost(bus, (answer) => known.push(answer));
  await settle();
  isThere = false;
  bus.signal('StatusNotifierHostUnregistered', []);
  await settle();
  expect(known.at(-1)).toBe(false);
  isThere = true;
  bus.signal('NameOwnerChanged', ['org.kde.StatusNotifierWatcher', '', ':1.9']);
  await settle();
  expect(known.at(-1)).toBe(true);
  for (const listener of bus.goneListeners) listener();
  expect(known.at(-1)).toBe(false);
  stop();
  const before = known.length;
  bus.signal('StatusNotifierHostRegistered', []);
  await settle();
  expect(known).toHaveLength(before);
});

test('a machine that wakes up lets the engine look at once, until the end', () => {
  const listeners = new Map<string, () => void>();
  const monitor = {
    on: (event: string, listener: () => void) => listeners.set(event, listener),
    off: (event: string) => listeners.delete(event),
  };
  const engine = createFakeEngine();
  const stop = watchPower(monitor as unknown as Parameters<typeof watchPower>[0], engine, silentLog);
  listeners.get('suspend')?.();
  expect(engine.calls).toEqual([]);
  listeners.get('resume')?.();
  expect(engine.calls).toEqual([['wake', null]]);
  stop();
  expect(listeners.size).toBe(0);
});
