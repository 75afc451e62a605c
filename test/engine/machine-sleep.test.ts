import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { FakeClock } from '../fakes/fake-clock.ts';
import { provesMachine } from '../faults/machine/proves-machine.ts';
import { confirm, failWith, hang, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const minute = 60_000;
const hour = 60 * minute;

/** The two ways in which systems sleep, as their clocks tell it. */
const sleeps: readonly (readonly [system: string, sleep: (clock: FakeClock, ms: number) => void])[] = [
  ['its monotonic clock stands still', (clock, ms) => clock.setWallClock(ms)],
  ['its monotonic clock goes on', (clock, ms) => clock.sleep(ms)],
];

const available = async () => ({ isResumable: true, maxFileSizeBytes: null, serverName: null });

describe('a sleep that no event tells', () => {
  it(provesMachine('sleep-told-by-wall-clock'), async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    await test.pass(12_000);
    expect(test.server.suspicions).toBe(0);
    test.clock.setWallClock(8 * hour);
    await test.pass(5_000);
    expect(test.server.suspicions).toBe(1);
    await test.pass(10 * minute);
    expect(test.server.suspicions).toBe(1);
  });

  it(provesMachine('sleep-told-by-late-timer'), async () => {
    const { test } = fixture;
    test.server.onTransfer = hang;
    await test.addFiles(['a']);
    await test.pass(12_000);
    test.clock.sleep(8 * hour);
    await test.pass(1);
    expect(test.server.suspicions).toBe(1);
    await test.pass(10 * minute);
    expect(test.server.suspicions).toBe(1);
  });

  it(provesMachine('sleep-no-alarm'), async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async () => {
      await gate.opened;
      return stored;
    };
    await test.addFiles(['a']);
    for (let look = 0; look < 200; look += 1) {
      test.clock.setWallClock(look % 2 === 0 ? 4_000 : -4_000);
      test.clock.sleep(4_000);
      await test.pass(5_001);
    }
    expect(test.server.suspicions).toBe(0);
    gate.open();
    await test.until(() => test.batch().status === 'completed');
    await test.clock.advance(minute);
    expect(test.clock.pendingTimers()).toBe(0);
  });

  describe.each(sleeps)('where %s', (_system, sleep) => {
    it(provesMachine('sleep-attempt-free'), async () => {
      const { test } = fixture;
      const doors = [fixture.gate(), fixture.gate(), fixture.gate()];
      const sent = new Map<string, number>();
      test.server.onTransfer = async ({ target }) => {
        const round = sent.get(target.relativePath) ?? 0;
        sent.set(target.relativePath, round + 1);
        const door = doors[round];
        if (door === undefined) return stored;
        await door.opened;
        throw new UploadError(target.relativePath === 'a' ? 'connection-lost' : 'stalled');
      };
      await addWithOneAttempt(test, ['a', 'b', 'c']);
      for (const door of doors) {
        await test.until(() => test.server.active === 3);
        await test.pass(1_000);
        sleep(test.clock, 8 * hour);
        // The sockets speak before any timer has fired.
        const wokeAt = test.clock.now();
        door.open();
        await test.until(() => test.server.active === 0);
        await test.until(() => test.server.active === 3 || test.batch().processed === 3);
        expect(test.clock.now() - wokeAt).toBeLessThanOrEqual(2_000);
      }
      await test.until(() => test.batch().processed === 3);
      expect(test.batch()).toMatchObject({ successful: 3, failed: 0 });
      expect(test.files().map(({ attempt }) => attempt)).toEqual([1, 1, 1]);
      expect(test.server.asked.filter(({ kind }) => kind === 'probe')).toEqual([]);
    });

    it(provesMachine('sleep-waits-over'), async () => {
      const { test } = fixture;
      test.server.onTransfer = async (_request, call) => {
        if (call === 1) throw new UploadError('server-error', { retryAfterMs: 3 * hour });
        return stored;
      };
      await test.addFiles(['a']);
      await test.until(() => test.file('a').status === 'waiting');
      sleep(test.clock, 4 * hour);
      const wokeAt = test.clock.now();
      await test.until(() => test.file('a').status === 'completed');
      expect(test.clock.now() - wokeAt).toBeLessThanOrEqual(6_000);
    });

    it(provesMachine('sleep-held-asked'), async () => {
      const { test } = fixture;
      const network = { isAway: true, isSilent: false };
      const answer = async () => {
        if (network.isSilent) await new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), 15_000));
        if (network.isAway) throw new UploadError('host-unreachable');
      };
      test.server.onTransfer = () => answer().then(() => stored);
      test.server.onProbe = () => answer().then(available);
      await test.addFiles(['a', 'b']);
      await test.pass(30 * minute);
      network.isSilent = true;
      const probes = () => test.server.asked.filter(({ kind }) => kind === 'probe').length;
      const before = probes();
      await test.until(() => probes() > before);
      // It sleeps while the question is under way: that answer dies in the sleep.
      sleep(test.clock, 8 * hour);
      await test.until(() => test.server.suspicions === 1);
      network.isSilent = false;
      const wokeAt = test.clock.now();
      const asked = probes();
      await test.until(() => probes() > asked);
      // The dead question ends fifteen seconds after it began; it is not waited out a second time.
      expect(test.clock.now() - wokeAt).toBeLessThanOrEqual(15_000);
      network.isAway = false;
      await test.until(() => test.batch().status === 'completed');
      expect(test.files().map(({ attempt }) => attempt)).toEqual([1, 1]);
    });

    it(provesMachine('sleep-server-pause'), async () => {
      const { test } = fixture;
      const askedAt: number[] = [];
      test.server.onTransfer = async (_request, call) => {
        if (call === 1) throw new UploadError('server-busy', { retryAfterMs: hour });
        return stored;
      };
      test.server.onProbe = () => {
        askedAt.push(test.clock.now());
        return available();
      };
      await test.addFiles(['a']);
      await test.until(() => test.engine.totals().held.length === 1);
      const toldAt = test.clock.now();
      await test.pass(10 * minute);
      sleep(test.clock, 30 * minute);
      await test.until(() => test.batch().status === 'completed', 2 * hour);
      expect(askedAt).toHaveLength(1);
      expect((askedAt[0] ?? 0) - toldAt).toBeGreaterThanOrEqual(hour);
      expect((askedAt[0] ?? 0) - toldAt).toBeLessThanOrEqual(hour + 30_000);
    });
  });
});

describe('a changed network', () => {
  it(provesMachine('network-changed'), async () => {
    const { test } = fixture;
    const gate = fixture.gate();
    test.server.onTransfer = async (request, call) => {
      if (call > 2) return stored;
      await confirm(request, 10);
      await gate.opened;
      throw new UploadError('timed-out');
    };
    await addWithOneAttempt(test, ['a', 'b']);
    await test.until(() => test.files().every(({ bytesConfirmed }) => bytesConfirmed === 10));
    test.networkChanged();
    expect(test.server.suspicions).toBe(1);
    const changedAt = test.clock.now();
    gate.open();
    await test.until(() => test.batch().processed === 2);
    expect(test.batch()).toMatchObject({ successful: 2, failed: 0 });
    expect(test.clock.now() - changedAt).toBeLessThanOrEqual(2_000);
    expect(test.files().map(({ attempt }) => attempt)).toEqual([1, 1]);
  });

  it('is no excuse for what the server itself says', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => {
      test.networkChanged();
      return new UploadError('server-error');
    });
    await addWithOneAttempt(test, ['a']);
    await test.until(() => test.batch().processed === 1);
    expect(test.file('a').status).toBe('failed');
  });
});

async function addWithOneAttempt(test: EngineUnderTest, fileNames: readonly string[]): Promise<void> {
  const folder = join(fixture.directory, 'source');
  mkdirSync(folder, { recursive: true });
  const paths = fileNames.map((name) => join(folder, name));
  for (const path of paths) writeFileSync(path, Buffer.alloc(100, path));
  await test.settle(test.engine.add({ paths, maxAttempts: 1 }));
}
