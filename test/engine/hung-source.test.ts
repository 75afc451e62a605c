import { describe, expect, it } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { eachUntilAborted } from '../../electron/engine/source/each-until-aborted.ts';
import type { TransferScript } from './fake-server.ts';
import { stored } from './fake-server.ts';
import { pinned, runUpload } from './run-upload.ts';

const never = <Value>(): Promise<Value> => new Promise(() => undefined);
const paused = new Error('paused');
const untilPaused: TransferScript = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

describe('a source that never answers', () => {
  it('lets a pause through within a second when it hangs in close', async () => {
    const run = runUpload({ script: untilPaused, close: () => never() });
    await turns();
    run.controller.abort(paused);
    await turns();
    expect(run.isOver()).toBe(false);
    await run.clock.advance(1_000);
    expect(await run.outcome).toEqual({ kind: 'stopped' });
  });

  it('keeps what has arrived when it hangs in close, or when that fails', async () => {
    const hanging = runUpload({ close: () => never() });
    await turns();
    await hanging.clock.advance(1_000);
    expect(await hanging.outcome).toEqual({ kind: 'finished', receipt: stored });
    const failing = runUpload({ close: () => Promise.reject(new Error('EIO')) });
    expect(await failing.end()).toEqual({ kind: 'finished', receipt: stored });
    expect([failing.seen.requests.length, failing.seen.logged.length]).toEqual([1, 1]);
  });

  it('lets a pause through when it hangs in the question whether its disk is there', async () => {
    const open = (): never => {
      throw new UploadError('source-missing');
    };
    const run = runUpload({ open, isAway: () => never() });
    await turns();
    run.controller.abort(paused);
    expect(await run.outcome).toEqual({ kind: 'stopped' });
  });

  it('lets a walk through folders end', async () => {
    async function* hanging(): AsyncGenerator<number> {
      yield 1;
      await never();
    }
    const controller = new AbortController();
    const seen: number[] = [];
    const walk = (async () => {
      for await (const value of eachUntilAborted(hanging(), controller.signal)) seen.push(value);
    })();
    await turns();
    controller.abort(paused);
    await expect(walk).rejects.toBe(paused);
    expect(seen).toEqual([1]);
  });
});

describe('a disk that went away', () => {
  const open = (): never => {
    throw new UploadError('source-missing', { details: { path: '/usb/a' } });
  };

  it('is waited for, for nothing', async () => {
    const run = runUpload({ open, isAway: async () => true });
    expect(await run.end()).toMatchObject({ kind: 'retryAt', reason: 'source-away', error: { code: 'source-away' } });
    expect(run.seen.attempts).toEqual([1, 0]);
  });

  it('is not waited for a second hour', async () => {
    const run = runUpload({ open, isAway: async () => true, upload: { lockedLooks: 60 } });
    expect(await run.end()).toMatchObject({ kind: 'failed', error: { code: 'source-away', details: { path: '/usb/a' } } });
  });

  it('is something else than a file that was deleted', async () => {
    const run = runUpload({ open, isAway: async () => false });
    expect(await run.end()).toMatchObject({ kind: 'failed', error: { code: 'source-missing' } });
  });
});

describe('the sum of what was read', () => {
  const readPrefix = { bytes: 50, crc: 7 };

  it('is forgotten before more is read than it knows of', async () => {
    const run = runUpload({ upload: { readPrefix } });
    await run.end();
    expect(run.seen.pins[0]).toEqual({ fingerprint: pinned, readPrefix: null });
    expect(run.seen.pins.at(-1)).toEqual({ fingerprint: pinned, readPrefix });
  });

  it('costs a file nothing that has none', async () => {
    const run = runUpload({});
    await run.end();
    expect(run.seen.pins).toEqual([]);
  });
});
