import { spawn } from 'node:child_process';

export interface SessionBus {
  /** As `DBUS_SESSION_BUS_ADDRESS` names it. */
  readonly address: string;
  stop(): void;
}

/** Starts a message bus of its own, as a desktop has one for each person. */
export async function startSessionBus(): Promise<SessionBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const address = await new Promise<string>((resolve, reject) => {
    let text = '';
    daemon.once('error', reject);
    daemon.once('exit', () => reject(new Error('dbus-daemon did not start')));
    daemon.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
  });
  return { address, stop: () => void daemon.kill() };
}
