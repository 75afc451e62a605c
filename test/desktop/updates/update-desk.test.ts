import { describe, expect, it } from 'vitest';
import { UpdateDesk } from '../../../electron/desktop/updates/update-desk.ts';
import type { UpdateFacts } from '../../../electron/desktop/updates/update-memory.ts';
import type { InstallRight, UpdateSupport } from '../../../electron/desktop/updates/update-support.ts';
import type { FoundUpdate } from '../../../electron/desktop/updates/updater-port.ts';
import { updateFailed } from '../../../electron/desktop/updates/update-error-of.ts';
import { changeSettings } from '../../../shared/change-settings.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { Settings, UpdateSettings } from '../../../shared/settings.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { silentLog } from '../silent-log.ts';

interface Start {
  readonly updates?: Partial<UpdateSettings>;
  readonly version?: string;
  readonly right?: InstallRight;
  readonly support?: UpdateSupport;
  readonly facts?: Partial<UpdateFacts>;
}

const newer: FoundUpdate = { version: '1.2.0', isOlder: false };
const orderly = { isWrittenDown: true, wasIdle: true };
const hourMs = 3_600_000;

function setUp({ updates = {}, version = '1.1.0', right = 'alone', support, facts: known = {} }: Start = {}) {
  const clock = createFakeClock();
  let settings = changeSettings(defaultSettings, { updates });
  const listeners = new Set<(settings: Settings) => void>();
  let facts: UpdateFacts = { followed: null, pending: null, reason: null, failed: null, ...known };
  const done: string[] = [];
  const feed: { found: FoundUpdate | null; failure: Error | null } = { found: newer, failure: null };
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

describe('looking', () => {
  it('begins a while after the start, downloads by itself, and tells when it is there', async () => {
    const { desk, clock, done, endDownload } = setUp();
    await clock.advance(14_000);
    expect(done).toEqual([]);
    await clock.advance(1_000);
    expect([done, desk.notice()]).toEqual([['find latest', 'download'], null]);
    endDownload();
    await clock.advance(0);
    expect(desk.notice()).toEqual({ kind: 'ready', version: '1.2.0', isOlder: false, needsPassword: false });
  });

  it('goes on every six hours, sooner after a failure, and takes back what is not offered any more', async () => {
    const test = setUp();
    test.feed.failure = updateFailed('unreachable');
    await test.clock.advance(15_000);
    test.feed.failure = null;
    await test.clock.advance(hourMs);
    test.endDownload();
    await test.clock.advance(6 * hourMs);
    expect([test.done, test.desk.notice()?.kind]).toEqual([['find latest', 'find latest', 'download', 'find latest'], 'ready']);
    test.feed.found = null;
    await test.clock.advance(6 * hourMs);
    expect(test.desk.notice()).toBeNull();
  });

  it('switched off asks nobody, whoever wants it', async () => {
    const { desk, clock, done, choose } = setUp({ updates: { isOn: false } });
    await clock.advance(100 * hourMs);
    expect(await desk.look()).toEqual({ kind: 'off' });
    expect(done).toEqual([]);
    choose({ isOn: true });
    await clock.advance(15_000);
    expect(done).toEqual(['find latest', 'download']);
  });

  it('switched off in the middle calls the download off, and what is ready is not installed', async () => {
    const during = setUp();
    await during.clock.advance(15_000);
    during.choose({ isOn: false });
    await during.clock.advance(hourMs);
    expect([during.done.at(-1), during.desk.notice()]).toEqual(['call off', null]);
    const ready = setUp();
    await ready.ready();
    ready.choose({ isOn: false });
    expect(ready.desk.notice()).toBeNull();
    expect(await ready.desk.atEnd(orderly)).toBe(false);
    expect(ready.done).not.toContain('install');
  });

  it('says honestly where Gantry cannot replace itself', async () => {
    const support = { kind: 'cannot', obstacle: 'no-feed' } as const;
    const { desk, clock, done } = setUp({ support });
    await clock.advance(100 * hourMs);
    expect([await desk.look(), done, desk.notice()]).toEqual([support, [], null]);
  });

  it('answers who asks', async () => {
    const test = setUp();
    expect(await test.desk.look()).toEqual({ kind: 'coming', version: '1.2.0' });
    // Nobody makes Gantry ask again and again.
    expect(await test.desk.look()).toEqual({ kind: 'coming', version: '1.2.0' });
    expect(test.done).toEqual(['find latest', 'download']);
    test.endDownload();
    await test.clock.advance(14_000);
    expect(await test.desk.look()).toEqual({ kind: 'ready', version: '1.2.0' });
    test.feed.failure = updateFailed('missing');
    await test.clock.advance(14_000);
    expect(await test.desk.look()).toEqual({ kind: 'failed', error: { code: 'update-failed', details: { reason: 'missing' } } });
    expect(test.desk.notice()?.kind).toBe('ready');
    const current = setUp();
    current.feed.found = null;
    expect(await current.desk.look()).toEqual({ kind: 'current', version: '1.1.0' });
  });

  it('tells of what was refused, and not of a line that broke', async () => {
    const damaged = setUp();
    await damaged.clock.advance(15_000);
    damaged.endDownload(updateFailed('damaged'));
    await damaged.clock.advance(0);
    expect(damaged.desk.notice()).toEqual({ kind: 'failed', error: { code: 'update-failed', details: { reason: 'damaged' } } });
    damaged.desk.postpone();
    expect(damaged.desk.notice()).toBeNull();
    const cut = setUp();
    await cut.clock.advance(15_000);
    cut.endDownload(updateFailed('unreachable'));
    await cut.clock.advance(0);
    expect(cut.desk.notice()).toBeNull();
  });
});

describe('the channel', () => {
  it('is asked at once when another one is chosen, and goes back only from a trial', async () => {
    const trial = setUp({ version: '1.3.0-beta.1', updates: { channel: 'beta' } });
    await trial.clock.advance(15_000);
    trial.choose({ channel: 'latest' });
    await trial.clock.advance(15_000);
    expect(trial.done.filter((word) => word.startsWith('find'))).toEqual(['find beta', 'find latest or older']);
    const finished = setUp({ version: '1.2.0', updates: { channel: 'beta' } });
    await finished.clock.advance(15_000);
    finished.choose({ channel: 'latest' });
    await finished.clock.advance(15_000);
    expect(finished.done.filter((word) => word.startsWith('find'))).toEqual(['find beta', 'find latest']);
    // Somebody installed a trial by hand, and never chose its channel.
    const byHand = setUp({ version: '1.3.0-beta.1' });
    await byHand.clock.advance(15_000);
    expect(byHand.done[0]).toBe('find latest');
  });

  it('never goes back without a person', async () => {
    const test = setUp({ version: '1.3.0-beta.1', facts: { followed: 'beta' } });
    test.feed.found = { version: '1.2.0', isOlder: true };
    await test.ready();
    expect(test.desk.notice()).toMatchObject({ kind: 'ready', isOlder: true });
    await test.desk.atEnd(orderly);
    expect(test.done).not.toContain('install');
  });
});

describe('installing', () => {
  it('waits for the drain, then ends the process, and installs when everything is written down', async () => {
    const test = setUp();
    await test.ready();
    test.desk.restart();
    expect([test.done.at(-1), test.desk.notice()]).toEqual(['drain', { kind: 'draining', version: '1.2.0' }]);
    await test.clock.advance(10 * hourMs);
    expect(test.done.at(-1)).toBe('drain');
    test.endDrain(true);
    await test.clock.advance(0);
    expect(test.done.at(-1)).toBe('quit');
    expect(await test.desk.atEnd({ isWrittenDown: true, wasIdle: false })).toBe(true);
    expect([test.done.at(-1), test.facts().pending]).toEqual(['install and restart', '1.2.0']);
  });

  it('can be called off while it drains, and be wanted again', async () => {
    const test = setUp();
    await test.ready();
    test.desk.restart();
    test.desk.postpone();
    await test.clock.advance(0);
    expect([test.done.slice(-2), test.desk.notice()]).toEqual([['drain', 'go on'], null]);
    expect(await test.desk.look()).toEqual({ kind: 'coming', version: '1.2.0' });
    expect(test.desk.notice()?.kind).toBe('ready');
    test.desk.restart();
    test.endDrain(true);
    await test.clock.advance(0);
    expect(test.done.at(-1)).toBe('quit');
  });

  it('does not come when nothing is ready', async () => {
    const { desk } = setUp();
    expect(() => desk.restart()).toThrow('not-possible-now');
  });

  it.each([
    ['something was on its way', { isWrittenDown: true, wasIdle: false }, 'alone'],
    ['not everything was written down', { isWrittenDown: false, wasIdle: true }, 'alone'],
    ['the system would ask for a password', orderly, 'pkexec'],
  ] as const)('at an ordinary end does not come where %s', async (_name, end, right) => {
    const test = setUp({ right });
    await test.ready();
    expect(await test.desk.atEnd(end)).toBe(false);
    expect(test.done).not.toContain('install');
  });

  it('at an ordinary end comes by itself, and nothing is started again', async () => {
    const test = setUp();
    await test.ready();
    test.desk.postpone();
    expect(await test.desk.atEnd(orderly)).toBe(false);
    expect(test.done.at(-1)).toBe('install');
  });

  it('that was not written down in time starts the old one again, and installs nothing', async () => {
    const test = setUp();
    await test.ready();
    test.desk.restart();
    test.endDrain(true);
    await test.clock.advance(0);
    expect(await test.desk.atEnd({ isWrittenDown: false, wasIdle: false })).toBe(true);
    expect(test.done.at(-1)).toBe('quit');
  });

  it('that was refused starts the old one again, which says why, and does not try it again by itself', async () => {
    const test = setUp({ right: 'pkexec' });
    test.installs.failure = updateFailed('refused');
    await test.ready();
    test.desk.restart();
    test.endDrain(true);
    await test.clock.advance(0);
    expect(await test.desk.atEnd(orderly)).toBe(true);
    const next = setUp({ facts: test.facts() });
    expect(next.desk.notice()).toEqual({ kind: 'failed', error: { code: 'update-failed', details: { reason: 'refused' } } });
    await next.ready();
    await next.desk.atEnd(orderly);
    expect(next.done).not.toContain('install');
    // Told once.
    expect(setUp({ facts: next.facts() }).desk.notice()).toBeNull();
  });

  it('is told by the new one, once', async () => {
    const test = setUp({ version: '1.2.0', facts: { pending: '1.2.0' } });
    expect(test.desk.notice()).toEqual({ kind: 'installed', version: '1.2.0' });
    expect(test.facts().pending).toBeNull();
  });

  it('is left to an installer that starts Gantry itself', async () => {
    const test = setUp();
    test.installs.outcome = 'takes-over';
    await test.ready();
    test.desk.restart();
    test.endDrain(true);
    await test.clock.advance(0);
    expect(await test.desk.atEnd(orderly)).toBe(false);
    expect(test.done.at(-1)).toBe('install and restart');
  });
});
