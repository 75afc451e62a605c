import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasProgram } from './has-program.ts';
import { startSessionBus } from './start-session-bus.ts';

/** The system's own, which has the bindings of its desktop where any has. */
const python = '/usr/bin/python3';
const patienceMs = 30_000;

/** Whether this machine can play a Linux desktop. */
export function canPlayDesktop(): boolean {
  if (process.platform !== 'linux' || !hasProgram('dbus-daemon')) return false;
  return spawnSync(python, ['-c', 'import dbus, gi']).status === 0;
}

export type DesktopEvent = Readonly<Record<string, unknown>> & { readonly event: string };

export interface DesktopSession {
  readonly address: string;
  /** What happened so far, in order. */
  readonly events: readonly DesktopEvent[];
  order(order: Readonly<Record<string, unknown>>): void;
  /** The next event of that kind, of those that nobody waited for yet. */
  next(event: string): Promise<DesktopEvent>;
  stop(): void;
}

/** Plays a desktop with notifications, a tray and a sleep of its own on a bus of its own. */
export async function startDesktopSession(): Promise<DesktopSession> {
  const bus = await startSessionBus();
  const desktop = spawn(python, [join(import.meta.dirname, 'desktop-session.py')], {
    env: { ...process.env, DBUS_SESSION_BUS_ADDRESS: bus.address },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const events: DesktopEvent[] = [];
  const waitedFor = new Set<DesktopEvent>();
  let unread = '';
  desktop.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${unread}${chunk}`.split('\n');
    unread = lines.pop() ?? '';
    for (const line of lines) events.push(JSON.parse(line) as DesktopEvent);
  });
  const session: DesktopSession = {
    address: bus.address,
    events,
    order: (order) => void desktop.stdin.write(`${JSON.stringify(order)}\n`),
    async next(event) {
      const until = Date.now() + patienceMs;
      for (;;) {
        const found = events.find((one) => one.event === event && !waitedFor.has(one));
        if (found !== undefined) {
          waitedFor.add(found);
          return found;
        }
        if (Date.now() > until) throw new Error(`no ${event}, but ${JSON.stringify(events.slice(-8))}`);
        await sleep(20);
      }
    },
    stop() {
      desktop.kill();
      bus.stop();
    },
  };
  await session.next('ready');
  return session;
}
