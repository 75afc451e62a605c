import { describe, expect, it } from 'vitest';
import type { ReadAheadRequest } from '../../../electron/engine/source/read-ahead.ts';
import { readAhead } from '../../../electron/engine/source/read-ahead.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';

type Read = () => Promise<{ readonly bytesRead: number }>;

/** A file of 100 bytes whose reads end as told. */
function reading(read: Read) {
  const clock = createFakeClock();
  const controller = new AbortController();
  const handle = { read } as unknown as ReadAheadRequest['handle'];
  const chunks = readAhead({ handle, path: '/share/a', startByte: 0, endByte: 100, signal: controller.signal, clock });
  return { clock, controller, first: chunks.next() };
}

const never: Read = () => new Promise(() => undefined);

describe('a disk that is not what it was', () => {
  it.each([
    ['EIO', 'source-disk-error'],
    ['ENODEV', 'source-away'],
    ['ESTALE', 'source-away'],
  ])('%s is %s', async (errno, code) => {
    const { first } = reading(() => Promise.reject(Object.assign(new Error('words of a library'), { code: errno })));
    await expect(first).rejects.toMatchObject({ code, details: { path: '/share/a', reason: errno } });
  });

  it('reads on after a short read, and says source-short at an end that comes too early', async () => {
    const lengths = [30, 30, 0];
    const { first } = reading(async () => ({ bytesRead: lengths.shift() ?? 0 }));
    await expect(first).rejects.toMatchObject({ code: 'source-short', details: { expectedBytes: 100, actualBytes: 60 } });
  });

  it('is away when it does not answer for a minute', async () => {
    const { clock, first } = reading(never);
    const told = expect(first).rejects.toMatchObject({ code: 'source-away' });
    await clock.advance(60_000);
    await told;
  });

  it('lets go of a read that hangs as soon as somebody pauses', async () => {
    const { clock, controller, first } = reading(never);
    controller.abort(new Error('paused'));
    await expect(first).rejects.toThrow('paused');
    expect(clock.pendingTimers()).toBe(0);
  });
});
