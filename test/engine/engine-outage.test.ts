import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { failWith, stored } from './fake-server.ts';
import type { EngineUnderTest } from './start-engine.ts';
import { useEngine } from './use-engine.ts';

const fixture = useEngine();
const minute = 60_000;
const names = (count: number) => Array.from({ length: count }, (_, index) => `f${String(index).padStart(5, '0')}`);

/** The most requests that fell into any stretch of `ms`. */
function mostWithin(test: EngineUnderTest, ms: number): number {
  const times = test.server.asked.map(({ at }) => at);
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + ms).length));
}

describe('an outage', () => {
  it('of a dead server costs ten thousand files nothing, and the server a probe a minute', async () => {
    const { test } = fixture;
    let isDead = true;
    test.server.onTransfer = async () => {
      if (isDead) throw new UploadError('connection-refused');
      return stored;
    };
    test.server.onProbe = async () => {
      if (isDead) throw new UploadError('connection-refused');
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(names(10_000), 1);
    await test.pass(60 * minute);
    expect(test.server.asked.filter(({ kind }) => kind === 'transfer').length).toBeLessThanOrEqual(6);
    expect(test.server.asked.filter(({ kind }) => kind === 'probe').length).toBeLessThan(140);
    expect(test.engine.totals()).toMatchObject({ failed: 0, total: 10_000, held: [{ reason: 'destination-unreachable' }] });
    expect(Math.max(...test.files().map(({ attempt }) => attempt))).toBe(0);
    isDead = false;
    await test.until(() => test.batch().status === 'completed');
    expect(new Set(test.server.arrived).size).toBe(10_000);
    expect(test.server.arrived).toHaveLength(10_000);
    expect(test.engine.totals()).toMatchObject({ progressPercentage: 100, held: [] });
  }, 120_000);

  it.each([
    ['with a probe that sees it', true],
    ['with a probe that does not', false],
  ])('of five minutes of 503 fails no file, %s', async (_words, probeSeesIt) => {
    const { test } = fixture;
    const stormEnds = test.clock.now() + 5 * minute;
    const storm = () => test.clock.now() < stormEnds;
    test.server.onTransfer = async (request) => {
      if (storm()) throw new UploadError('server-error', { details: { httpStatus: 503 } });
      request.onBytesSent(request.source.fingerprint.size);
      return stored;
    };
    test.server.onProbe = async () => {
      if (probeSeesIt && storm()) throw new UploadError('server-error');
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(names(200));
    await test.pass(5 * minute);
    expect(test.engine.totals().failed).toBe(0);
    expect(test.server.asked.length).toBeLessThan(50);
    expect(mostWithin(test, 1_000)).toBeLessThanOrEqual(12);
    await test.until(() => test.batch().processed === 200, 10 * minute);
    expect(test.batch()).toMatchObject({ successful: 200, failed: 0 });
  });

  it.each([
    ['answered by the probe too', true],
    ['not seen by the probe', false],
  ])('with Retry-After is never asked before, %s', async (_words, probeSeesIt) => {
    const { test } = fixture;
    const until = test.clock.now() + 10 * minute;
    let silentUntil = 0;
    const violations: number[] = [];
    const refuse = (): never => {
      silentUntil = test.clock.now() + 120_000;
      throw new UploadError('server-busy', { retryAfterMs: 120_000 });
    };
    // What was on its way before the first refusal cannot know of it.
    const answer = (isFirstWave: boolean): void => {
      if (test.clock.now() < silentUntil && !isFirstWave) violations.push(test.clock.now());
      if (test.clock.now() < until) refuse();
    };
    test.server.onTransfer = async (_request, call) => {
      answer(call <= 6);
      return stored;
    };
    test.server.onProbe = async () => {
      if (test.clock.now() < silentUntil) violations.push(test.clock.now());
      if (probeSeesIt) answer(false);
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(names(50));
    for (let look = 0; look < 20; look += 1) {
      await test.pass(30_000);
      test.networkChanged();
      test.engine.wake();
    }
    await test.until(() => test.batch().processed === 50);
    expect(violations).toEqual([]);
    expect(test.batch()).toMatchObject({ successful: 50, failed: 0 });
  });

  it('a longer pause that a file is told while the probe is under way counts', async () => {
    const { test } = fixture;
    const probing = fixture.gate();
    const slow = fixture.gate();
    let probes = 0;
    test.server.onTransfer = async (_request, call) => {
      if (call === 1) throw new UploadError('connection-refused');
      if (call === 2) {
        await slow.opened;
        throw new UploadError('server-busy', { retryAfterMs: 10 * minute });
      }
      return stored;
    };
    test.server.onProbe = async () => {
      probes += 1;
      if (probes === 1) await probing.opened;
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(['a', 'b', 'c'], 1);
    test.engine.setConcurrency(2);
    await test.until(() => probes === 1);
    slow.open();
    await test.pass(100);
    const toldAt = test.clock.now();
    probing.open();
    await test.pass(5 * minute);
    const before = test.server.tries.size;
    await test.until(() => test.batch().status === 'completed');
    expect(test.clock.now() - toldAt).toBeGreaterThan(9 * minute);
    expect(before).toBeLessThanOrEqual(3);
    expect(probes).toBe(2);
  });

  it('survives a probe that throws what it must not', async () => {
    const { test } = fixture;
    let probes = 0;
    test.server.onTransfer = async (_request, call) => {
      if (call === 1) throw new UploadError('connection-refused');
      return stored;
    };
    test.server.onProbe = async () => {
      probes += 1;
      if (probes < 4) throw new TypeError('a bug');
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(['a']);
    await test.until(() => test.batch().status === 'completed', 10 * minute);
    expect(probes).toBe(4);
  });

  it('of a server that nobody waits for any more is not looked at any more', async () => {
    const { test } = fixture;
    test.server.onTransfer = failWith(() => new UploadError('connection-refused'));
    test.server.onProbe = async () => {
      throw new UploadError('connection-refused');
    };
    await test.addFiles(names(10));
    await test.pass(10_000);
    await test.engine.cancel({ kind: 'all' });
    await test.pass(5 * minute);
    const before = test.server.asked.length;
    await test.pass(60 * minute);
    expect(test.server.asked.length).toBe(before);
    expect(test.engine.totals().held).toEqual([]);
  });

  it('that ends when the machine wakes is noticed at once', async () => {
    const { test } = fixture;
    let isDead = true;
    test.server.onTransfer = async () => {
      if (isDead) throw new UploadError('offline');
      return stored;
    };
    test.server.onProbe = async () => {
      if (isDead) throw new UploadError('offline');
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    await test.addFiles(['a']);
    await test.pass(10 * minute);
    expect(test.engine.totals().held).toMatchObject([{ reason: 'offline' }]);
    isDead = false;
    const at = test.clock.now();
    test.engine.wake();
    await test.until(() => test.batch().status === 'completed');
    expect(test.clock.now() - at).toBeLessThan(1_000);
  });

  it('that needs a person waits for one, and for the others of its batch who only stand in the line', async () => {
    const { test } = fixture;
    let isSignedIn = false;
    test.server.onTransfer = async () => {
      if (!isSignedIn) throw new UploadError('sign-in-refused');
      return stored;
    };
    test.server.onProbe = async () => {
      if (!isSignedIn) throw new UploadError('sign-in-refused');
      return { isResumable: true, maxFileSizeBytes: null, serverName: null };
    };
    const batchId = await test.addFiles(names(20));
    await test.pass(60 * minute);
    expect(test.engine.totals().held).toMatchObject([{ reason: 'sign-in', retryAt: null }]);
    expect(test.server.asked.length).toBeLessThanOrEqual(6);
    const waiting = test.files().filter(({ status }) => status === 'waiting');
    await test.engine.cancel({ kind: 'uploads', uploadIds: waiting.map(({ uploadId }) => uploadId) });
    isSignedIn = true;
    await test.engine.resume({ kind: 'batch', batchId });
    await test.until(() => test.batch().processed === 20);
    expect(test.batch()).toMatchObject({ successful: 20 - waiting.length, failed: 0 });
  });
});
