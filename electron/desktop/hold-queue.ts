import { app } from 'electron';
import { createEngine } from '../engine/create-engine.ts';
import type { Ports } from '../engine/ports.ts';
import { receiveDirectoryFor } from '../host/receive-directory.ts';
import { applySettings, nothingGiven } from '../host/settings/apply-settings.ts';
import type { SettingsStore } from '../host/settings/settings-store.ts';
import { systemClock } from '../host/system-clock.ts';
import { askToLetGo } from '../local-socket/ask-to-let-go.ts';
import { startReceiver } from '../receiver/start-receiver.ts';
import { beginConditions } from './conditions/begin-conditions.ts';
import type { Conditions } from './conditions/watch-conditions.ts';
import type { OpenQueue } from './open-queue.ts';
import { openQueue } from './open-queue.ts';
import { openWindowSocket } from './open-window-socket.ts';
import type { SettingsConsent } from './settings/settings-consent.ts';
import { untilFree } from './until-free.ts';

/** How long a process that was asked to may take to let the queue go. */
const letGoMs = 5_000;

export interface HoldQueueOptions {
  readonly dataDirectory: string;
  readonly homeDirectory: string;
  readonly ports: Ports;
  readonly settings: SettingsStore;
  /** The one of the page. */
  readonly consent: SettingsConsent;
}

export interface HeldQueue {
  readonly queue: OpenQueue;
  readonly conditions: Conditions;
  /** First nobody is answered any more, then everything stops and is written down. */
  close(): Promise<void>;
}

/**
 * Takes the queue over, also from a process that serves programs, and lets the settings, this computer's state and the commands of other processes hold in it.
 * Throws as `openQueue`.
 */
export async function holdQueue({ dataDirectory, homeDirectory, ports, settings, consent }: HoldQueueOptions): Promise<HeldQueue> {
  const conditions = await beginConditions(settings, ports);
  let stopApplying = (): void => undefined;
  // A server for programs holds the queue for nobody in front of it, and writes down where every file stands before it lets go.
  const isLetGo = await askToLetGo({ dataDirectory, clock: systemClock, client: `window ${app.getVersion()}` });
  const patienceMs = isLetGo ? letGoMs : 0;
  const queue = await openQueue({
    dataDirectory,
    receiveDirectory: receiveDirectoryFor({ environment: process.env, dataDirectory, homeDirectory }),
    ports,
    startReceiver: (options) => untilFree(() => startReceiver(options), systemClock, patienceMs),
    createEngine: (options) =>
      untilFree(
        () => {
          const engine = createEngine(options);
          // In the same turn as the start, so that not a byte passes unlimited.
          stopApplying = applySettings({ engine, settings, clock: systemClock, log: ports.log, given: nothingGiven, conditions });
          return engine;
        },
        systemClock,
        patienceMs,
      ),
  });
  const stopFollowing = settings.follow();
  const socket = await openWindowSocket({ dataDirectory, engine: queue.engine, settings, ports, consent });
  return {
    queue,
    conditions,
    async close() {
      stopFollowing();
      // Before the engine, so that nobody is answered by half of one.
      try {
        await socket?.close();
      } finally {
        stopApplying();
        conditions.close();
        await queue.close();
      }
    },
  };
}
