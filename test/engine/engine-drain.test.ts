import { describe, expect, it } from 'vitest';
import type { ProtocolTable } from '../../electron/engine/protocols/registry.ts';
import { confirm, hang, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();

/** Begins to drain, and tells how that ended once it has. */
function drained(test: EngineUnderTest): { readonly ended: () => boolean | null } {
  let outcome: boolean | null = null;
  void test.engine.drain().then((isDone) => {
    outcome = isDone;
  });
  return { ended: () => outcome };
}

describe('a drain', () => {
  it('lets a part come to its end, stops the file there, and begins nothing new', async () => {
    const test = fixture.start({ concurrency: 1 });
    const gate = fixture.gate();
    let isThrough = false;
    test.server.onTransfer = async (request) => {
      await confirm(request, 20);
      request.onBytesSent(40);
      await gate.opened;
      await request.onCheckpoint({ offset: 40 }, 40);
      isThrough = true;
      request.onBytesSent(60);
      return hang(request);
    };
    await test.addFiles(['a', 'b']);
    await test.until(() => test.file('a').bytesSent === 40);
    const { ended } = drained(test);
    await test.pass(60_000);
    expect([ended(), test.file('a').status]).toEqual([null, 'uploading']);
    gate.open();
    await test.until(() => ended() === true);
    expect(test.files().map(({ status, bytesConfirmed, attempt }) => [status, bytesConfirmed, attempt])).toEqual([
      ['queued', 40, 0],
      ['queued', 0, 0],
    ]);
    await test.pass(60_000);
    expect([isThrough, test.server.tries.size, test.server.active]).toEqual([true, 1, 0]);
  });

  it('holds a part back that comes to its end before the others of its file, and stops after the last', async () => {
    const { test } = fixture;
    const [first, second] = [fixture.gate(), fixture.gate()];
    const goneOn: string[] = [];
    test.server.onTransfer = async (request) => {
      request.onBytesSent(50);
      const part = async (name: string, gate: { readonly opened: Promise<void> }, bytes: number): Promise<void> => {
        await gate.opened;
        await request.onCheckpoint({ name }, bytes);
        if (!request.signal.aborted) goneOn.push(name);
      };
      await Promise.all([part('first', first, 20), part('second', second, 50)]);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesSent === 50);
    const { ended } = drained(test);
    first.open();
    await test.pass(5_000);
    expect([ended(), test.file('a').bytesConfirmed]).toEqual([null, 20]);
    second.open();
    await test.until(() => ended() === true);
    expect([goneOn, test.file('a').status, test.file('a').bytesConfirmed]).toEqual([[], 'queued', 50]);
  });

  it('sends to its end what could not be gone on with', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request) => {
      request.onBytesSent(70);
      await gate.opened;
      request.onBytesSent(100);
      request.onVerifying();
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesSent === 70);
    const { ended } = drained(test);
    await test.pass(60_000);
    expect(ended()).toBeNull();
    gate.open();
    await test.until(() => ended() === true);
    expect(test.file('a').status).toBe('completed');
  });

  it('soon stops what a destination keeps of a broken request', async () => {
    const server = fixture.test.server;
    const keeping = Object.fromEntries(
      Object.entries(server.table).map(([kind, entry]) => [
        kind,
        { ...entry, create: (...args: Parameters<typeof entry.create>) => ({ ...entry.create(...args), keepsBrokenRequests: true }) },
      ]),
    ) as ProtocolTable;
    await fixture.test.engine.close();
    const test = fixture.alsoClose(fixture.test.reopen({ protocols: keeping }));
    server.onTransfer = async (request) => {
      request.onBytesSent(30);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesSent === 30);
    const startedAt = test.clock.now();
    const { ended } = drained(test);
    await test.until(() => ended() === true);
    expect(test.clock.now() - startedAt).toBeLessThanOrEqual(10_000);
    expect(test.file('a').status).toBe('queued');
  });

  it('is over at once when nothing is on its way, and called off everything goes on', async () => {
    const { test } = fixture;
    expect(await test.engine.drain()).toBe(true);
    await test.addFiles(['a']);
    await test.pass(60_000);
    expect(test.file('a').status).toBe('queued');
    test.engine.endDrain();
    await test.until(() => test.file('a').status === 'completed');
  });

  it('called off while a part rests lets the file go on where it is', async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request) => {
      request.onBytesSent(80);
      await gate.opened;
      await request.onCheckpoint({ part: 1 }, 40);
      request.onBytesSent(100);
      return stored;
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesSent === 80);
    const { ended } = drained(test);
    gate.open();
    await test.pass(1_000);
    expect([test.file('a').bytesConfirmed, test.file('a').status]).toEqual([40, 'uploading']);
    test.engine.endDrain();
    await test.until(() => test.file('a').status === 'completed');
    expect([ended(), test.server.tries.get('a')]).toEqual([false, 1]);
  });

  it('is called off by the end of the engine', async () => {
    const { test } = fixture;
    test.server.onTransfer = async (request) => {
      request.onBytesSent(10);
      return hang(request);
    };
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesSent === 10);
    const { ended } = drained(test);
    await test.settle(test.engine.close());
    await Promise.resolve();
    expect(ended()).toBe(false);
  });

  describe('while one part of a file rests and another hangs', () => {
    /** What a drain gives it; a disk that is slow to close a file costs less. */
    const patienceMs = 3_000;

    /** Of two parts the first has come to its end and rests; the second does not move, and hears the signal alone. */
    async function resting(): Promise<EngineUnderTest> {
      const { test } = fixture;
      const gate = fixture.gate();
      let hasKept = false;
      test.server.onTransfer = async (request) => {
        request.onBytesSent(50);
        const first = async (): Promise<void> => {
          await gate.opened;
          const kept = request.onCheckpoint({ name: 'first' }, 20);
          hasKept = true;
          await kept;
        };
        await Promise.allSettled([first(), hang(request)]);
        request.signal.throwIfAborted();
        return stored;
      };
      await test.addFiles(['a']);
      await test.until(() => test.file('a').bytesSent === 50);
      drained(test);
      gate.open();
      await test.until(() => hasKept);
      await test.pass(1_000);
      expect(test.file('a')).toMatchObject({ status: 'uploading', bytesConfirmed: 20 });
      return test;
    }

    it('a pause is done at once', async () => {
      const test = await resting();
      const startedAt = test.clock.now();
      await test.settle(test.engine.pause({ kind: 'all' }));
      expect(test.clock.now() - startedAt).toBeLessThan(patienceMs);
      expect([test.file('a').status, test.server.active]).toEqual(['paused', 0]);
    });

    it('the engine closes at once', async () => {
      const test = await resting();
      const startedAt = test.clock.now();
      await test.settle(test.engine.close());
      expect(test.clock.now() - startedAt).toBeLessThan(patienceMs);
      expect(test.server.active).toBe(0);
    });
  });
});
