import { describe, expect, test } from 'vitest';
import { joinDesktopBus } from '../../../electron/desktop/places/join-desktop-bus.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { startSessionBus } from '../../servers/start-session-bus.ts';
import { silentLog } from '../silent-log.ts';

describe.skipIf(!hasProgram('dbus-daemon'))('a real bus', () => {
  test('once the bus is gone, notifications do not go to it any more', async () => {
    const daemon = await startSessionBus();
    const told: string[] = [];
    const leave = joinDesktopBus({
      platform: 'linux',
      environment: { DBUS_SESSION_BUS_ADDRESS: daemon.address },
      clock: systemClock,
      log: silentLog,
      onNotifier: (notifier) => told.push(notifier === null ? 'gone' : 'here'),
      onTray: () => undefined,
    });
    try {
      await expect.poll(() => told).toEqual(['here']);
      daemon.stop();
      await expect.poll(() => told).toEqual(['here', 'gone']);
    } finally {
      daemon.stop();
      await leave();
    }
    expect(told).toEqual(['here', 'gone']);
  });
});
