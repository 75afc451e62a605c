import { UpdateDesk } from '../../../electron/desktop/updates/update-desk.ts';
import type { UpdateFacts } from '../../../electron/desktop/updates/update-memory.ts';
import type { InstallRight, UpdateSupport } from '../../../electron/desktop/updates/update-support.ts';
import type { FoundUpdate } from '../../../electron/desktop/updates/updater-port.ts';
import { changeSettings } from '../../../shared/change-settings.ts';
import type { Condition } from '../../../shared/condition.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { Settings, UpdateSettings } from '../../../shared/settings.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../silent-log.ts';

export interface DeskStart {
  readonly updates?: Partial<UpdateSettings>;
  readonly version?: string;
  readonly right?: InstallRight;
  readonly support?: UpdateSupport;
  readonly facts?: Partial<UpdateFacts>;
}

const newer: FoundUpdate = { version: '1.2.0', isOlder: false };
export const orderly = { isWrittenDown: true, wasIdle: true, isWantedAgain: () => false };
export const hourMs = 3_600_000;

/** A desk whose every neighbour a test decides, and what it asked of them, in order. */
export function deskUnderTest({ updates = {}, version = '1.1.0', right = 'alone', support, facts: known = {} }: DeskStart = {}) {
  const clock = createFakeClock();
  let settings = changeSettings(defaultSettings, { updates });
  const listeners = new Set<(settings: Settings) => void>();
  let facts: UpdateFacts = { followed: null, pending: null, reason: null, failed: null, ...known };
  const done: string[] = [];
  const feed: { found: FoundUpdate | null; failure: Error | null; heldBy: Condition | null; beforeAnswer: () => void } = {
    ...{ found: newer, failure: null, heldBy: null },
    beforeAnswer: () => undefined,
  };
  let endDownload: (error?: Error) => void = () => undefined;
  let endDrain: (isDone: boolean) => void = () => undefined;
  const installs: { outcome: 'replaced' | 'takes-over'; failure: Error | null } = { outcome: 'replaced', failure: null };
  const desk = new UpdateDesk({
    ...{ version, clock, log: silentLog },
    randomness: { fraction: () => 0 },
    findSupport: async () => support ?? { kind: 'can', package: 'deb', right },
    createUpdater: async () => ({
      async find(channel, mayGoBack) {
        done.push(`find ${channel}${mayGoBack ? ' or older' : ''}`);
        feed.beforeAnswer();
        if (feed.failure !== null) throw feed.failure;
        return feed.found;
      },
      download: () => {
        done.push('download');
        return new Promise((resolve, reject) => {
          endDownload = (error) => (error === undefined ? resolve() : reject(error));
        });
      },
      callOff: () => {
        done.push('call off');
        endDownload(new Error('called off'));
      },
      heldBy: () => feed.heldBy,
      async install(restarts) {
        done.push(restarts ? 'install and restart' : 'install');
        if (installs.failure !== null) throw installs.failure;
        return installs.outcome;
      },
    }),
    engine: {
      drain: () => {
        done.push('drain');
        return new Promise((resolve) => {
          endDrain = resolve;
        });
      },
      endDrain: () => {
        done.push('go on');
        endDrain(false);
      },
    },
    settings: {
      current: () => settings,
      onChange: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    memory: {
      read: () => facts,
      write: (change) => {
        facts = { ...facts, ...change };
      },
    },
    quit: () => done.push('quit'),
    onChange: () => undefined,
  });
  return {
    ...{ desk, clock, done, feed, installs },
    facts: () => facts,
    endDownload: (error?: Error) => endDownload(error),
    endDrain: (isDone: boolean) => endDrain(isDone),
    choose(change: Partial<UpdateSettings>) {
      settings = changeSettings(settings, { updates: change });
      for (const listener of listeners) listener(settings);
    },
    /** Everything up to an update that could be installed. */
    async ready() {
      await clock.advance(15_000);
      endDownload();
      await clock.advance(0);
    },
  };
}
