import { expect, test } from 'vitest';
import { UploadError } from '../../../electron/engine/errors/upload-error.ts';
import type { openQueue } from '../../../electron/terminal/open-queue.ts';
import type { QueueAccess } from '../../../electron/terminal/queue-access.ts';
import { runWatch } from '../../../electron/terminal/run-watch.ts';
import type { ErrorCode } from '../../../shared/error-codes.ts';
import { createFakeEngine } from '../../desktop/fake-engine.ts';
import { fakeQueue } from './fake-queue.ts';
import { createFakeTerminal } from './fake-terminal.ts';

const command = { name: 'watch', action: 'run', concurrency: null, limitRate: null, afterQueue: false, isJson: false } as const;

/** Beside a window that is closed at once; then the list cannot be had for these reasons, one try after the other, and at last it can again. */
function begin(...codes: readonly ErrorCode[]) {
  const terminal = createFakeTerminal();
  const beside = (ended: QueueAccess['ended']): QueueAccess => ({ ...fakeQueue(createFakeEngine()), ended });
  let tries = 0;
  const open: typeof openQueue = async () => {
    tries += 1;
    const code = codes[tries - 2];
    if (code !== undefined) throw new UploadError(code);
    return beside(tries === 1 ? Promise.resolve('closing') : new Promise(() => undefined));
  };
  const ended = runWatch(command, '/data', terminal, open).catch((error: unknown) => error);
  return {
    terminal,
    ended,
    tries: () => tries,
    said: (words: string) => terminal.stderr.texts.filter((text) => text.includes(words)).length,
  };
}

test('what ends by itself is waited for in silence', async () => {
  const { terminal, ended, tries, said } = begin('queue-held', 'not-possible-now', 'queue-held');
  for (let second = 0; second < 4; second += 1) await terminal.clock.advance(1_000);
  expect([tries(), said('Another Gantry')]).toEqual([5, 0]);
  terminal.signal();
  expect(await ended).toBe(0);
});

test('a disk that is full or away is told of once, and waited for', async () => {
  const { terminal, ended, tries, said } = begin(
    'queue-disk-full',
    'queue-disk-full',
    'queue-unusable',
    'queue-unusable',
    'queue-unusable',
  );
  for (let second = 0; second < 6; second += 1) await terminal.clock.advance(1_000);
  expect([tries(), said('disk is full'), said('cannot be used')]).toEqual([7, 1, 1]);
  terminal.signal();
  expect(await ended).toBe(0);
});

test('a list that a newer Gantry has changed by then ends it, with what it is', async () => {
  const { terminal, ended, tries } = begin('queue-held', 'queue-newer');
  for (let second = 0; second < 2; second += 1) await terminal.clock.advance(1_000);
  expect(tries()).toBe(3);
  terminal.signal();
  expect(await ended).toMatchObject({ code: 'queue-newer' });
});
