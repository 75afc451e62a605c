import { describe, expect, it } from 'vitest';
import { systemRandomness } from '../../../electron/host/system-randomness.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeHostKeys } from '../../fakes/fake-host-keys.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { halfway, known } from './halfway.ts';

describe('a locked tus upload', () => {
  function locked(times: number, methodOfLock: string) {
    const clock = createFakeClock();
    const setUp = halfway(1_000_000, ({ method, nth }) => (method === methodOfLock && nth <= times ? { status: 423 } : undefined));
    return setUp.then((parts) => ({
      ...parts,
      clock,
      protocol: protocolTo('tus', parts.tus.url, {
        ports: { clock, randomness: systemRandomness, log: { write: () => undefined }, hostKeys: createFakeHostKeys() },
      }),
    }));
  }

  it.each(['HEAD', 'PATCH'])('is waited for, and goes on: %s', async (method) => {
    const { path, tus, protocol, clock } = await locked(3, method);
    const startedMs = clock.now();
    let isDone = false;
    const sending = transferFile(protocol, { path, checkpoint: known }).finally(() => {
      isDone = true;
    });
    await until(
      () => isDone,
      () => clock.advance(500),
    );
    expect(receiptOf(await sending).result).toBe('stored');
    expect(clock.now() - startedMs).toBeGreaterThanOrEqual(7_000);
    expect(
      tus
        .methods()
        .split(' ')
        .filter((name) => name === method),
    ).toHaveLength(4);
  });

  it('is given up after 30 seconds, to be tried again', async () => {
    const { path, protocol, clock } = await locked(1_000, 'HEAD');
    const startedMs = clock.now();
    let isDone = false;
    const sending = transferFile(protocol, { path, checkpoint: known }).finally(() => {
      isDone = true;
    });
    await until(
      () => isDone,
      () => clock.advance(500),
    );
    expect(errorOf(await sending)).toMatchObject({ code: 'upload-locked', failureClass: 'transient', retryAfterMs: 5_000 });
    expect(clock.now() - startedMs).toBeLessThanOrEqual(31_000);
  });

  it('is left at once on abort', async () => {
    const { path, tus, protocol } = await locked(1_000, 'HEAD');
    const controller = new AbortController();
    const sending = transferFile(protocol, { path, checkpoint: known, signal: controller.signal });
    await until(
      () => tus.asked.length > 0,
      async () => undefined,
    );
    controller.abort('pause');
    expect(errorOf(await sending)).toBe('pause');
  });
});

/** Does a step until it is so; each lets real sockets turn. */
async function until(isSo: () => boolean, step: () => Promise<void>): Promise<void> {
  for (let rounds = 0; !isSo(); rounds++) {
    if (rounds > 5_000) throw new Error('it never came');
    await step();
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
