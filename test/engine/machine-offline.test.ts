import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { provesMachine } from '../faults/machine/proves-machine.ts';
import { confirm, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const minute = 60_000;
const day = 24 * 60 * minute;
const fileCount = 1_000;
const names = (count: number) => Array.from({ length: count }, (_, index) => `f${String(index).padStart(5, '0')}`);

/** A network that is pulled in the middle of everything: what is under way falls silent, and what is begun finds no way. */
function pullTheNetwork(test: EngineUnderTest) {
  const network = { isAway: false, wasAway: false };
  const noWay = (call: number): UploadError =>
    call % 3 === 0 ? new UploadError('offline') : new UploadError(call % 3 === 1 ? 'host-not-found' : 'host-unreachable');
  const pause = (ms: number) => new Promise((resolve) => test.clock.setTimer(() => resolve(undefined), ms));
  test.server.onTransfer = async (request, call) => {
    // What comes after the outage need not be slow: each confirmation is a write to the disk.
    if (network.wasAway && !network.isAway) return stored;
    network.wasAway ||= network.isAway;
    if (network.isAway) throw noWay(call);
    for (let bytes = 25; bytes <= 100; bytes += 25) {
      await pause(200);
      request.signal.throwIfAborted();
      if (network.isAway) {
        // The transport's patience with a silent line; some lines say so at once.
        if (call % 2 === 0) await pause(30_000);
        throw new UploadError(call % 2 === 0 ? 'stalled' : 'connection-lost');
      }
      await confirm(request, bytes);
    }
    return stored;
  };
  test.server.onProbe = async () => {
    if (network.isAway) throw noWay(test.server.asked.length);
    return { isResumable: true, maxFileSizeBytes: null, serverName: null };
  };
  return network;
}

/** A long time in which nothing is read from the disk once everything is held. */
async function letGoBy(test: EngineUnderTest, ms: number): Promise<void> {
  await test.pass(minute);
  await test.clock.advance(ms - minute);
}

const probesOf = (test: EngineUnderTest): number => test.server.asked.filter(({ kind }) => kind === 'probe').length;
/** On their way, with something that the server has confirmed. */
const halfSent = (test: EngineUnderTest): number =>
  test.files().filter(({ status, bytesConfirmed }) => status === 'uploading' && bytesConfirmed > 0).length;
const mostAttempts = (test: EngineUnderTest): number => Math.max(...test.files().map(({ attempt }) => attempt));

describe('offline for a day', () => {
  it.each([
    [provesMachine('offline-day'), fileCount, day, false],
    [provesMachine('offline-event'), 100, 60 * minute, true],
  ])(
    '%s',
    async (_words, files, awayMs, hasEvent) => {
      const { test } = fixture;
      const network = pullTheNetwork(test);
      await test.addFiles(names(files));
      await test.until(() => test.batch().successful >= 20 && halfSent(test) >= 4);
      const arrivedBefore = test.batch().successful;
      network.isAway = true;
      await letGoBy(test, awayMs);
      expect(test.batch()).toMatchObject({ failed: 0, total: files });
      expect(test.batch().successful - arrivedBefore).toBeLessThanOrEqual(6);
      expect(test.files().filter(({ status, attempt }) => status !== 'completed' && attempt > 0)).toEqual([]);
      expect(test.engine.totals().held).toHaveLength(1);
      // 1,920 at the middle of the jitter: one in 45 seconds.
      expect(probesOf(test)).toBeLessThan(2_000);

      network.isAway = false;
      const backAt = test.clock.now();
      const before = test.server.asked.length;
      if (hasEvent) test.networkChanged();
      await test.until(() => test.server.asked.length > before);
      expect(test.clock.now() - backAt).toBeLessThanOrEqual(hasEvent ? 0 : 60_000);
      await test.until(() => test.batch().status === 'completed');
      expect(mostAttempts(test)).toBe(1);
      expect(new Set(test.server.arrived).size).toBe(files);
      expect(test.server.arrived).toHaveLength(files);
    },
    60_000,
  );

  it(provesMachine('offline-restart'), async () => {
    const { test } = fixture;
    const network = pullTheNetwork(test);
    await test.addFiles(names(100));
    await test.until(() => test.batch().successful >= 20 && halfSent(test) >= 4);
    network.isAway = true;
    await letGoBy(test, 60 * minute);
    await test.settle(test.engine.close());
    const next = fixture.alsoClose(test.reopen());
    await letGoBy(next, 60 * minute);
    expect(next.batch()).toMatchObject({ failed: 0, total: 100 });
    expect(next.files().filter(({ status, attempt }) => status !== 'completed' && attempt > 0)).toEqual([]);
    expect(probesOf(test)).toBeLessThan(200);
    network.isAway = false;
    await next.until(() => next.batch().status === 'completed', 10 * minute);
    expect(mostAttempts(next)).toBe(1);
    expect(test.server.arrived).toHaveLength(100);
  }, 60_000);

  it(provesMachine('offline-last-attempt'), async () => {
    const test = fixture.start({ concurrency: 1 });
    const network = pullTheNetwork(test);
    const path = join(fixture.directory, 'a');
    writeFileSync(path, Buffer.alloc(100));
    await test.settle(test.engine.add({ paths: [path], maxAttempts: 1 }));
    await test.until(() => test.file('a').bytesConfirmed === 25);
    network.isAway = true;
    await letGoBy(test, 60 * minute);
    expect(test.file('a')).toMatchObject({ status: 'waiting', attempt: 0 });
    network.isAway = false;
    await test.until(() => test.file('a').status === 'completed', 2 * minute);
  });

  it(provesMachine('offline-lone-file'), async () => {
    const { test } = fixture;
    const network = pullTheNetwork(test);
    await test.addFiles(['a']);
    await test.until(() => test.file('a').bytesConfirmed === 25);
    network.isAway = true;
    await letGoBy(test, 60 * minute);
    expect(test.file('a')).toMatchObject({ status: 'waiting', attempt: 0 });
    expect(test.server.tries.get('a')).toBe(2);
    network.isAway = false;
    await test.until(() => test.file('a').status === 'completed', 2 * minute);
    expect(test.file('a').attempt).toBe(1);
  });

  it(provesMachine('crashing-file'), async () => {
    const test = fixture.start({ concurrency: 1 });
    let crashedAt = Number.NEGATIVE_INFINITY;
    const isDown = () => test.clock.now() - crashedAt < 20_000;
    test.server.onTransfer = async (request) => {
      if (isDown()) throw new UploadError('connection-refused');
      if (request.target.relativePath !== 'a') return stored;
      crashedAt = test.clock.now();
      throw new UploadError('connection-lost');
    };
    test.server.onProbe = async () => {
      if (isDown()) throw new UploadError('connection-refused');
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(['a', 'b', 'c']);
    await test.until(() => test.batch().processed === 3, day);
    expect(test.batch()).toMatchObject({ successful: 2, failed: 1 });
    expect(test.server.tries.get('a')).toBeLessThanOrEqual(30);
  });
});
