import { describe, expect, it } from 'vitest';
import { updateFailed } from '../../../electron/desktop/updates/update-error-of.ts';
import { hourMs, orderly, deskUnderTest as setUp } from './desk-under-test.ts';

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
    expect(await test.desk.atEnd({ ...orderly, wasIdle: false })).toBe(true);
    expect([test.done.at(-1), test.facts().pending]).toEqual(['install and restart', '1.2.0']);
  });

  it('can be called off while it drains, and be wanted again', async () => {
    const test = setUp();
    await test.ready();
    test.desk.restart();
    test.desk.postpone();
    await test.clock.advance(0);
    expect([test.done.slice(-2), test.desk.notice()]).toEqual([['drain', 'go on'], null]);
    expect(await test.desk.look()).toEqual({ kind: 'ready', version: '1.2.0' });
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
    ['something was on its way', { ...orderly, wasIdle: false }, 'alone'],
    ['not everything was written down', { ...orderly, isWrittenDown: false }, 'alone'],
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

  const isWantedAgain = (): boolean => true;
  it.each([
    ['nothing was installed', { wasIdle: false, isWantedAgain }, 'replaced', true, []],
    ['it was replaced', { isWantedAgain }, 'replaced', true, ['install and restart']],
    ['the installer starts it', { isWantedAgain }, 'takes-over', false, ['install and restart']],
  ] as const)('opened again while it closed, where %s', async (_name, end, outcome, startsAgain, installed) => {
    const test = setUp();
    test.installs.outcome = outcome;
    await test.ready();
    expect(await test.desk.atEnd({ ...orderly, ...end })).toBe(startsAgain);
    expect(test.done.filter((step) => step.startsWith('install'))).toEqual(installed);
  });

  it('opened again while it was installed, starts again', async () => {
    const test = setUp();
    await test.ready();
    expect(await test.desk.atEnd({ ...orderly, isWantedAgain: () => test.done.at(-1) === 'install' })).toBe(true);
    expect(test.done.at(-1)).toBe('install');
  });

  it('that was not written down in time starts the old one again, and installs nothing', async () => {
    const test = setUp();
    await test.ready();
    test.desk.restart();
    test.endDrain(true);
    await test.clock.advance(0);
    expect(await test.desk.atEnd({ ...orderly, isWrittenDown: false, wasIdle: false })).toBe(true);
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
