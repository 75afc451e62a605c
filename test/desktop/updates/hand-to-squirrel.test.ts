import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { handToSquirrel } from '../../../electron/desktop/updates/hand-to-squirrel.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const native = new EventEmitter();
  const quitAndInstall = vi.fn();
  const updater = Object.assign(new EventEmitter(), { quitAndInstall });
  const onQuit = { current: (): void => undefined };
  let ended = 'waits';
  const done = handToSquirrel({ updater, native, clock, onQuit }).then(
    () => (ended = 'handed over'),
    (error: Error & { readonly details?: { readonly reason?: string } }) => (ended = error.details?.reason ?? error.message),
  );
  return { clock, native, updater, onQuit, done, ended: () => ended, asked: () => quitAndInstall.mock.calls.length };
}

test('waits for the system, and five minutes at most', async () => {
  const { clock, done, ended, asked } = setUp();
  await clock.advance(299_999);
  expect([ended(), asked()]).toEqual(['waits', 1]);
  await clock.advance(1);
  expect(await done).toBe('not-installed');
});

test.each([
  ['takes over', 'handed over', ({ native }: ReturnType<typeof setUp>) => native.emit('before-quit-for-update')],
  ['is done and starts nothing', 'handed over', ({ onQuit }: ReturnType<typeof setUp>) => onQuit.current()],
  ['finds nothing to install', 'not-installed', ({ native }: ReturnType<typeof setUp>) => native.emit('update-not-available')],
  ['says what is wrong', 'no signature', ({ updater }: ReturnType<typeof setUp>) => updater.emit('error', new Error('no signature'))],
])('the system %s', async (_name, expected, happen) => {
  const parts = setUp();
  happen(parts);
  expect(await parts.done).toBe(expected);
  await parts.clock.advance(300_000);
  expect(parts.ended()).toBe(expected);
});
