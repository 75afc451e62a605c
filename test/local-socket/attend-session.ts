import type { LocalSession } from '../../electron/local-socket/local-session.ts';
import { createLocalSession } from '../../electron/local-socket/local-session.ts';
import { socketHandlersFor } from '../../electron/local-socket/socket-handlers.ts';
import type { AskAboutKey } from '../../electron/local-socket/trust-by-person.ts';
import type { FakeEngine } from '../desktop/fake-engine.ts';
import { createFakeEngine } from '../desktop/fake-engine.ts';
import { silentLog } from '../desktop/silent-log.ts';
import { fakeSettings } from '../fakes/fake-settings.ts';
import { createHandClock } from '../host/hand-clock.ts';

export const hello = { hello: 1, token: 'right', client: 'test' };

/** A session over a connection that a test holds in its hands, with all that was written to it. */
export function attendSession(engine: FakeEngine = createFakeEngine(), askAboutKey: AskAboutKey | null = null) {
  const clock = createHandClock();
  const written: unknown[] = [];
  const state = { isPaused: false, isEnded: false, isDestroyed: false, waitingBytes: 0, followers: 0 };
  const session: LocalSession = createLocalSession({
    connection: {
      write: (text) => {
        for (const line of text.trimEnd().split('\n')) written.push(JSON.parse(line));
      },
      waitingBytes: () => state.waitingBytes,
      pause: () => {
        state.isPaused = true;
      },
      resume: () => {
        state.isPaused = false;
      },
      end: () => {
        state.isEnded = true;
      },
      destroy: () => {
        state.isDestroyed = true;
      },
    },
    ...{ engine, settings: fakeSettings(), handlers: socketHandlersFor(askAboutKey), clock, log: silentLog },
    hello: { hello: 1, gantry: '1.2.3', host: 'window' },
    token: 'right',
    onFollowing: (isFollowing) => {
      state.followers += isFollowing ? 1 : -1;
    },
    letGo: () => false,
  });
  const say = (...messages: readonly unknown[]): void =>
    session.take(Buffer.from(messages.map((message) => `${JSON.stringify(message)}\n`).join('')));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return { clock, engine, session, written, state, say, settle };
}
