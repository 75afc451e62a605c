import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageBus } from '../../../electron/host/message-bus/message-bus.ts';
import { joinMessageBus } from '../../../electron/host/message-bus/message-bus.ts';
import { sessionBusPath } from '../../../electron/host/message-bus/session-bus-path.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { startSessionBus } from '../../servers/start-session-bus.ts';
import { createHandClock } from '../hand-clock.ts';

const bus = { destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus', interfaceName: 'org.freedesktop.DBus' } as const;

describe.skipIf(!hasProgram('dbus-daemon'))('a real bus', () => {
  let daemon: Awaited<ReturnType<typeof startSessionBus>>;
  const joined: MessageBus[] = [];
  beforeAll(async () => {
    daemon = await startSessionBus();
  });
  afterAll(() => {
    for (const one of joined) one.close();
    daemon.stop();
  });
  const join = async (): Promise<MessageBus> => {
    const path = sessionBusPath({ DBUS_SESSION_BUS_ADDRESS: daemon.address }) ?? '';
    const one = await joinMessageBus({ path, userId: userInfo().uid, clock: systemClock });
    joined.push(one);
    return one;
  };

  test('understands our calls, and its answers and refusals are understood', async () => {
    const one = await join();
    const { body, sender } = await one.call({ ...bus, member: 'ListNames' });
    expect(sender).toBe('org.freedesktop.DBus');
    expect(body[0]).toContain('org.freedesktop.DBus');
    const owned = await one.call({ ...bus, member: 'RequestName', signature: 'su', body: ['org.gantry.Test', 0] });
    expect(owned.body).toEqual([1]);
    await expect(one.call({ ...bus, member: 'NoSuchThing' })).rejects.toThrow('refused');
    await expect(one.call({ ...bus, destination: 'org.gantry.Nobody', member: 'Ping' })).rejects.toThrow('refused');
  });

  test('tells what others do, and that it is gone itself', async () => {
    const [one, other] = await Promise.all([join(), join()]);
    const heard: unknown[] = [];
    const stop = one.onSignal(bus.interfaceName, ({ member, body }) => heard.push([member, body[0]]), 'org.gantry.Other');
    await one.call({ ...bus, member: 'GetId' });
    await other.call({ ...bus, member: 'RequestName', signature: 'su', body: ['org.gantry.Another', 0] });
    await other.call({ ...bus, member: 'RequestName', signature: 'su', body: ['org.gantry.Other', 0] });
    await expect.poll(() => heard).toEqual([['NameOwnerChanged', 'org.gantry.Other']]);
    stop();
    const gone = new Promise<void>((resolve) => one.onGone(resolve));
    daemon.stop();
    await gone;
    await expect(one.call({ ...bus, member: 'GetId' })).rejects.toThrow('gone');
  });

  test('that is none is said at once', async () => {
    await expect(joinMessageBus({ path: '/nowhere/bus', userId: 0, clock: systemClock })).rejects.toThrow('ENOENT');
  });
});

test.each([
  ['says nothing', ''],
  ['lets us in and says nothing then', 'OK 1234\r\n'],
])('what %s is left after five seconds', async (_what, words) => {
  const directory = await temporaryDirectory();
  const path = joinPath(directory.path, 'bus');
  const server = createServer((socket: Socket) => {
    socket.on('data', () => words !== '' && socket.bytesWritten === 0 && socket.write(words));
  }).listen(path);
  try {
    await once(server, 'listening');
    const clock = createHandClock();
    const taken = once(server, 'connection');
    const joining = joinMessageBus({ path, userId: 0, clock });
    const refused = expect(joining).rejects.toThrow();
    const [socket]: [Socket] = (await taken) as [Socket];
    const closed = once(socket, 'close');
    await expect.poll(() => clock.pendingTimers).toBe(words === '' ? 1 : 2);
    clock.advance(5_000);
    await Promise.all([refused, closed]);
    expect(clock.pendingTimers).toBe(0);
  } finally {
    server.close();
    await directory.remove();
  }
});
