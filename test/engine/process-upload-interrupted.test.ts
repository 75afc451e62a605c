import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import type { TransferScript } from './fake-server.ts';
import { confirm, hang, stored } from './fake-server.ts';
import { createGate } from './gate.ts';

import { failing, pinned, runUpload as run } from './run-upload.ts';

describe('stopping an upload', () => {
  it('before it begins', async () => {
    const { controller, end, seen } = run({ script: hang });
    controller.abort();
    expect(await end()).toEqual({ kind: 'stopped' });
    expect(seen.openFiles).toBe(0);
  });

  it('while it is sent', async () => {
    const { controller, clock, outcome, seen } = run({ script: hang });
    await clock.advance(0);
    expect(seen.requests).toHaveLength(1);
    controller.abort();
    expect(await outcome).toEqual({ kind: 'stopped' });
    expect(seen.ends).toMatchObject([{ isStopped: true, error: null }]);
    expect(seen.openFiles).toBe(0);
  });

  it('in a backoff: at once, without a timer left', async () => {
    const { controller, clock, outcome, isOver } = run({ script: failing(new UploadError('connection-lost')) });
    await clock.advance(0);
    expect([isOver(), clock.pendingTimers()]).toEqual([false, 1]);
    controller.abort();
    expect(await outcome).toEqual({ kind: 'stopped' });
    expect(clock.pendingTimers()).toBe(0);
  });

  it('after the destination has taken it: it is finished', async () => {
    const gate = createGate();
    const { controller, clock, end, seen } = run({
      script: async () => {
        await gate.opened;
        return stored;
      },
    });
    await clock.advance(0);
    controller.abort();
    gate.open();
    expect(await end()).toEqual({ kind: 'finished', receipt: stored });
    expect(seen.ends).toMatchObject([{ isStopped: false, error: null }]);
  });

  it('while the last look at its source finds another file: it is not finished', async () => {
    const gate = createGate();
    const { controller, clock, end } = run({
      script: async (request) => {
        await gate.opened;
        await request.source.checkUnchanged();
        return stored;
      },
      checkUnchanged: () => {
        throw new UploadError('source-changed');
      },
    });
    await clock.advance(0);
    controller.abort();
    gate.open();
    expect(await end()).toEqual({ kind: 'stopped' });
  });

  it('by an error that only looks like an abort is no stop', async () => {
    const { end } = run({ script: () => Promise.reject(new DOMException('not yours', 'AbortError')) });
    expect(await end()).toMatchObject({ kind: 'failed', error: { code: 'internal' } });
  });
});

describe('a source that changes', () => {
  const changed = { ...pinned, size: 70 };
  const lookingAtTheEnd: TransferScript = async (request) => {
    await request.source.checkUnchanged();
    return stored;
  };

  it('before the run: what was sent of the old one is removed, then the new one is sent from its beginning', async () => {
    const { end, seen } = run({
      upload: { checkpoint: { offset: 40 }, bytesConfirmed: 40, furthestConfirmed: 40 },
      fingerprints: () => changed,
    });
    expect((await end()).kind).toBe('finished');
    expect(seen.discarded).toEqual([{ offset: 40 }]);
    expect(seen.sources).toEqual([changed]);
    expect(seen.requests.map(({ checkpoint, source }) => [checkpoint, source.fingerprint.size])).toEqual([[null, 70]]);
  });

  it('is not sent while the old one could not be removed', async () => {
    const { end, seen } = run({
      upload: { checkpoint: { offset: 40 }, bytesConfirmed: 40 },
      fingerprints: () => changed,
      discard: () => Promise.reject(new UploadError('connection-refused')),
    });
    expect((await end()).kind).toBe('destinationHeld');
    expect([seen.requests, seen.sources]).toEqual([[], []]);
  });

  it('during the run: it begins again with the new one', async () => {
    let isChanged = false;
    const { end, seen } = run({
      fingerprints: () => (isChanged ? changed : pinned),
      script: async (request, call) => {
        if (call > 1) return stored;
        await confirm(request, 40);
        isChanged = true;
        throw new UploadError('source-short');
      },
    });
    expect((await end()).kind).toBe('finished');
    expect(seen.requests.map(({ checkpoint }) => checkpoint)).toEqual([null, null]);
    expect(seen.discarded).toEqual([{ offset: 40 }]);
  });

  it('in the last moment: it is sent anew', async () => {
    let looks = 0;
    const { end, seen } = run({
      script: lookingAtTheEnd,
      checkUnchanged: () => {
        looks += 1;
        if (looks === 1) throw new UploadError('source-changed');
      },
    });
    expect((await end()).kind).toBe('finished');
    expect(seen.requests).toHaveLength(2);
  });

  it('every time: a person is asked', async () => {
    const { end, seen } = run({
      maxAttempts: 20,
      script: lookingAtTheEnd,
      checkUnchanged: () => {
        throw new UploadError('source-changed');
      },
    });
    expect(await end()).toMatchObject({ kind: 'failed', error: { code: 'source-changed' } });
    expect(seen.requests).toHaveLength(5);
  });
});
