import { describe, expect, it } from 'vitest';
import { updateFailed } from '../../../electron/desktop/updates/update-error-of.ts';
import { hourMs, orderly, deskUnderTest as setUp } from './desk-under-test.ts';

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

  it('says of a download what is true at the moment', async () => {
    const test = setUp();
    expect(await test.desk.look()).toEqual({ kind: 'coming', version: '1.2.0' });
    test.feed.heldBy = { reason: 'metered', effect: 'pause' };
    expect(await test.desk.look()).toEqual({ kind: 'held', version: '1.2.0', condition: test.feed.heldBy });
    test.feed.heldBy = null;
    expect(await test.desk.look()).toEqual({ kind: 'coming', version: '1.2.0' });
    const error = { code: 'update-failed', details: { reason: 'unreachable' } };
    test.endDownload(updateFailed('unreachable'));
    await test.clock.advance(0);
    expect(await test.desk.look()).toEqual({ kind: 'failed', error });
    await test.clock.advance(11_000);
    expect(await test.desk.look()).toEqual({ kind: 'coming', version: '1.2.0' });
    test.endDownload();
    await test.clock.advance(0);
    test.desk.restart();
    expect(await test.desk.look()).toEqual({ kind: 'next', version: '1.2.0' });
    test.desk.postpone();
    expect(await test.desk.look()).toEqual({ kind: 'ready', version: '1.2.0' });
  });

  it('answers for the channel that was chosen while it looked, and not that updates are off', async () => {
    const test = setUp();
    test.feed.beforeAnswer = () => {
      test.feed.beforeAnswer = () => undefined;
      test.choose({ channel: 'beta' });
    };
    expect(await test.desk.look()).toEqual({ kind: 'coming', version: '1.2.0' });
    expect(test.done).toEqual(['find latest', 'find beta', 'download']);
    const off = setUp();
    off.feed.beforeAnswer = () => off.choose({ isOn: false });
    expect(await off.desk.look()).toEqual({ kind: 'off' });
    const closed = setUp();
    closed.feed.beforeAnswer = () => closed.desk.close();
    expect(await closed.desk.look()).toEqual({ kind: 'off' });
    expect(closed.done).toEqual(['find latest']);
  });

  it('tries a download again within the hour after its line broke', async () => {
    const test = setUp();
    await test.clock.advance(15_000);
    test.endDownload(updateFailed('unreachable'));
    await test.clock.advance(hourMs);
    expect(test.done).toEqual(['find latest', 'download', 'find latest', 'download']);
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
