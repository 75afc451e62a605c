import { userInfo } from 'node:os';
import type { Clock, Log } from '../../engine/ports.ts';
import type { MessageBus } from '../../host/message-bus/message-bus.ts';
import { joinMessageBus } from '../../host/message-bus/message-bus.ts';
import { sessionBusPath } from '../../host/message-bus/session-bus-path.ts';
import { createBusNotifier } from './bus-notifier.ts';
import type { Notifier } from './note.ts';
import { watchTrayHost } from './watch-tray-host.ts';

const longestGoodbyeMs = 1_000;

export interface DesktopBusOptions {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Log;
  /** Notifications go by the bus from now on; null: it is gone. */
  onNotifier(notifier: Notifier | null): void;
  /** Whether there is a tray, now and whenever that changes. */
  onTray(isThere: boolean): void;
}

/** Joins the bus of a Linux desktop, which knows of its tray and shows its notifications. Where there is none, nothing comes of it. Returns its end, which waits shortly for what is on its way. */
export function joinDesktopBus({ platform, environment, clock, log, onNotifier, onTray }: DesktopBusOptions): () => Promise<void> {
  const path = platform === 'linux' ? sessionBusPath(environment) : null;
  if (path === null) return async () => undefined;
  let joined: { readonly bus: MessageBus; readonly notifier: Notifier; stopWatching(): void } | null = null;
  let isEnded = false;
  const join = async (): Promise<void> => {
    const bus = await joinMessageBus({ path, userId: userInfo().uid, clock });
    if (isEnded) {
      bus.close();
      return;
    }
    const notifier = createBusNotifier(bus, log);
    joined = { bus, notifier, stopWatching: watchTrayHost(bus, onTray) };
    onNotifier(notifier);
    bus.onGone(() => {
      log.write('info', 'desktop-bus-gone');
      onNotifier(null);
    });
  };
  join().catch((error: unknown) => log.write('info', 'no-desktop-bus', { error }));
  return async () => {
    isEnded = true;
    if (joined === null) return;
    joined.stopWatching();
    await Promise.race([joined.notifier.whenShown(), new Promise<void>((resolve) => clock.setTimer(resolve, longestGoodbyeMs))]);
    joined.bus.close();
  };
}
