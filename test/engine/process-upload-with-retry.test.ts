import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { TransferScript } from './fake-server.ts';
import { confirm, stored } from './fake-server.ts';

import { failing, pinned, runUpload as run } from './run-upload.ts';

describe('one upload', () => {
  it('finishes, with every status on its way', async () => {
    const script: TransferScript = async (request) => {
      await confirm(request, 100);
      request.onVerifying();
      return stored;
    };
    const { end, seen } = run({ script });
    expect(await end()).toEqual({ kind: 'finished', receipt: stored });
    expect(seen.statuses).toEqual(['checking', 'uploading', 'verifying']);
    expect(seen.ends).toMatchObject([{ error: null, isStopped: false, bytesFrom: 0, bytesTo: 100 }]);
    expect(seen.openFiles).toBe(0);
  });

  it.each([
    ['time', { modifiedAtMs: 5.001 }],
    ['change time', { changedAtMs: 6.001 }],
    ['inode', { inode: '18446744073709551615' }],
    ['size', { size: 101 }],
  ])('names what is sent by its bytes, so that a file of another %s is another upload', async (_what, change) => {
    const fingerprint = { ...pinned, changedAtMs: 6 };
    const first = run({ upload: { fingerprint } });
    const other = { ...fingerprint, ...change };
    const second = run({ upload: { fingerprint: other }, fingerprints: () => other });
    await Promise.all([first.end(), second.end()]);
    const [one, two] = [first, second].map(({ seen }) => seen.requests[0]?.uploadId);
    expect(one).toMatch(/^u1-/);
    expect(one).not.toBe(two);
    expect(first.seen.requests[0]?.target).toEqual({
      relativePath: 'photos/a.jpg',
      fileName: 'a.jpg',
      contentType: 'image/jpeg',
      conflict: 'rename',
    });
  });

  it('is tried again in its slot, from its checkpoint, with the source opened anew', async () => {
    const script: TransferScript = async (request, call) => {
      if (call > 2) return stored;
      await confirm(request, call);
      throw new UploadError('connection-lost');
    };
    const { end, seen } = run({ script });
    expect((await end()).kind).toBe('finished');
    expect(seen.requests.map(({ checkpoint }) => checkpoint)).toEqual([null, { offset: 1 }, { offset: 2 }]);
    expect(new Set(seen.requests.map(({ source }) => source)).size).toBe(3);
    expect(seen.openFiles).toBe(0);
  });

  it('fails after its last attempt, with the last error', async () => {
    const { end, seen } = run({ script: failing(new UploadError('stalled')) });
    expect(await end()).toMatchObject({ kind: 'failed', error: { code: 'stalled' } });
    expect(seen.attempts).toEqual([1, 2, 3]);
    expect(seen.ends.map(({ error }) => error?.code)).toEqual(['stalled', 'stalled', 'stalled']);
  });

  it.each([
    ['gone', new UploadError('connection-refused'), 'destination-unreachable'],
    ['in trouble too', new UploadError('server-error'), 'server-busy'],
    ['no longer taking the sign-in', new UploadError('sign-in-refused'), 'sign-in'],
    ['no longer to be trusted', new UploadError('certificate-refused'), 'not-trusted'],
  ] as const)('does not fail while the destination itself is %s, and gives the attempt back', async (_words, answer, reason) => {
    const { end, seen } = run({ script: failing(new UploadError('server-error')), probe: () => Promise.reject(answer) });
    // With the destination's own words: those of the file would not say what to do.
    expect(await end()).toMatchObject({ kind: 'destinationHeld', reason, error: answer, wouldHaveFailed: true });
    expect([seen.attempts, seen.probes]).toEqual([[1, 2, 3, 2], 1]);
  });

  it('asks the destination only before it fails, and fails when that says no for good', async () => {
    const { end, seen } = run({
      script: failing(new UploadError('server-error')),
      probe: () => Promise.reject(new UploadError('not-found')),
    });
    expect(await end()).toMatchObject({ kind: 'failed', error: { code: 'server-error' } });
    expect([seen.requests.length, seen.probes]).toEqual([3, 1]);
  });

  it('counts on from earlier runs', async () => {
    const { end, seen } = run({ upload: { attempt: 2 }, script: failing(new UploadError('stalled')) });
    expect((await end()).kind).toBe('failed');
    expect(seen.attempts).toEqual([3]);
  });

  it.each([
    ['unreachable', new UploadError('connection-refused'), 'destination-unreachable'],
    ['offline', new UploadError('offline'), 'offline'],
    ['not signed in', new UploadError('sign-in-refused'), 'sign-in'],
    ['full', new UploadError('destination-full'), 'destination-full'],
    ['busy for a while', new UploadError('server-busy', { retryAfterMs: 5_000 }), 'server-busy'],
  ] as const)('gives its slot and its attempt back when the destination is %s', async (_words, error, reason) => {
    const { end, seen } = run({ script: failing(error) });
    expect(await end()).toMatchObject({ kind: 'destinationHeld', reason, error: { code: error.code } });
    expect(seen.attempts).toEqual([1, 0]);
    expect(seen.asked).toBe(0);
  });

  it('does the same when the breaker says that it is the destination', async () => {
    const { end, seen } = run({ script: failing(new UploadError('server-error')), holds: true, maxAttempts: 1 });
    expect(await end()).toMatchObject({ kind: 'destinationHeld', reason: 'server-busy' });
    expect(seen.attempts).toEqual([1, 0]);
  });

  it('does not ask the breaker about what is the file’s own', async () => {
    const { end, seen } = run({ script: failing(new UploadError('type-refused')), holds: true });
    expect((await end()).kind).toBe('failed');
    expect(seen.asked).toBe(0);
  });

  it('notices after a backoff that the destination is held by now; its own failure stays counted', async () => {
    let isHeld = false;
    const script: TransferScript = async () => {
      isHeld = true;
      throw new UploadError('connection-lost');
    };
    const { end, seen } = run({ script, isHeld: () => isHeld });
    expect(await end()).toMatchObject({ kind: 'destinationHeld', reason: 'server-busy' });
    expect([seen.attempts, seen.requests.length]).toEqual([[1, 1], 1]);
  });

  it('leaves its slot for a long wait, and says until when', async () => {
    const { end, clock } = run({ script: failing(new UploadError('server-error', { retryAfterMs: 60_000 })) });
    expect(await end()).toMatchObject({ kind: 'retryAt', reason: 'retry', retryAt: clock.now() + 60_000 });
  });

  it('waits for a locked source off its slot, for nothing', async () => {
    const open = (): never => {
      throw new UploadError('source-locked');
    };
    const { end, seen, clock } = run({ open });
    expect(await end()).toMatchObject({ kind: 'retryAt', reason: 'source-locked', retryAt: clock.now() + 5_000 });
    expect(seen.attempts).toEqual([1, 0]);
    expect((await run({ open, upload: { lockedLooks: 59 } }).end()).kind).toBe('failed');
  });

  it('turns what nobody knows into an error that has a code', async () => {
    const { end, seen } = run({ script: () => Promise.reject(new RangeError('a bug')) });
    expect(await end()).toMatchObject({ kind: 'failed', error: { code: 'internal' } });
    expect(seen.logged.length).toBeGreaterThan(0);
  });
});

describe('progress', () => {
  it('gives the attempts back', async () => {
    const script: TransferScript = async (request, call) => {
      if (call === 7) return stored;
      if (call % 2 === 0) await confirm(request, call);
      throw new UploadError('connection-lost');
    };
    const { end, seen } = run({ script, maxAttempts: 3 });
    expect((await end()).kind).toBe('finished');
    expect(seen.attempts).toEqual([1, 2, 2, 3, 2, 3, 2]);
  });

  it('is only what was never confirmed before', async () => {
    const script: TransferScript = async (request) => {
      request.onStartedOver();
      await confirm(request, 0);
      await confirm(request, 50);
      throw new UploadError('session-lost');
    };
    const { end, seen } = run({ script, maxAttempts: 4, upload: { furthestConfirmed: 50 } });
    expect((await end()).kind).toBe('failed');
    expect(seen.requests).toHaveLength(4);
    expect(seen.startedOver).toBe(4);
  });

  it('frees a file from the suspicion that the server is always busy for it', async () => {
    const script: TransferScript = async (request) => {
      await confirm(request, 10);
      throw new UploadError('server-busy', { retryAfterMs: 1_000 });
    };
    expect((await run({ script, upload: { bounces: 1_000 } }).end()).kind).toBe('destinationHeld');
    expect((await run({ script, upload: { bounces: 1_000, furthestConfirmed: 10, attempt: 2 } }).end()).kind).toBe('failed');
  });
});
