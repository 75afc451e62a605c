import type { MessageBus } from '../../host/message-bus/message-bus.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const question = {
  destination: watcher,
  path: '/StatusNotifierWatcher',
  interfaceName: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  signature: 'ss',
  body: [watcher, 'IsStatusNotifierHostRegistered'],
} as const;

/**
 * Tells whether this Linux desktop shows icons in a tray: now, and whenever that changes, as when a panel starts, ends or crashes. Returns its end.
 * https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/StatusNotifierWatcher/
 */
export function watchTrayHost(bus: Pick<MessageBus, 'call' | 'onSignal' | 'onGone'>, onKnown: (isThere: boolean) => void): () => void {
  let isEnded = false;
  let asked = 0;
  const tell = (isThere: boolean, question = asked): void => {
    // An answer that was overtaken by a later question says nothing any more.
    if (!isEnded && question === asked) onKnown(isThere);
  };
  const ask = (): void => {
    asked += 1;
    const now = asked;
    bus.call(question).then(
      ({ body: [answer] }) => tell(typeof answer === 'object' && 'value' in answer && answer.value === true, now),
      () => tell(false, now),
    );
  };
  const stopHearing = [bus.onSignal(watcher, ask), bus.onSignal('org.freedesktop.DBus', ask, watcher)];
  bus.onGone(() => tell(false));
  ask();
  return () => {
    isEnded = true;
    for (const stop of stopHearing) stop();
  };
}
