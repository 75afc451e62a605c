import { execFileSync } from 'node:child_process';
import { appendFile, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FileSource, FileSourceRequest } from '../../../electron/engine/source/file-source.ts';
import { openFileSource } from '../../../electron/engine/source/file-source.ts';
import { fingerprintOf } from '../../../electron/engine/source/fingerprint.ts';
import { HeldSource } from '../../../electron/engine/source/held-source.ts';
import type { SmallFile, SmallFileReader } from '../../../electron/engine/source/small-file-reader.ts';
import { createSmallFileReader } from '../../../electron/engine/source/small-file-reader.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import type { FakeClock } from '../../fakes/fake-clock.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

const never = new AbortController().signal;
const quiet = { write: () => undefined };
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let path: string;
let clock: FakeClock;
/** With a real thread, which is there. */
let smallFiles: SmallFileReader;

/** However long the thread takes on a busy machine: what is asked here is what it answers, and not when. */
const patientClock = { ...createFakeClock(), setTimer: () => () => undefined, monotonicNow: () => 0 };

beforeAll(async () => {
  smallFiles = createSmallFileReader({ clock: patientClock, log: quiet });
  const self = new URL(import.meta.url).pathname;
  const { size } = await stat(self);
  for (let reading = smallFiles.read(self, size); reading === null; reading = smallFiles.read(self, size)) {
    await new Promise((resolve) => setImmediate(resolve));
  }
});
afterAll(() => smallFiles.close());

beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory.path, 'file.bin');
  await writeFile(path, '0123456789');
  await utimes(path, 1_700_000_000, 1_700_000_000);
  clock = createFakeClock(systemClock.now() + 60_000);
});
afterEach(() => directory.remove());

async function openSource(options: Partial<FileSourceRequest> = {}): Promise<FileSource> {
  const fingerprint = options.fingerprint ?? (await fingerprintOf(path));
  return await openFileSource({ path, readPrefix: null, clock, smallFiles, signal: never, ...options, fingerprint });
}

async function text(bytes: AsyncIterable<Buffer>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const buffer of bytes) pieces.push(buffer.toString());
  return pieces;
}

describe('a small file', () => {
  it('is held whole, under the pin that it had', async () => {
    const fingerprint = await fingerprintOf(path);
    const source = await openSource({ fingerprint });
    expect(source).toBeInstanceOf(HeldSource);
    expect(source.pin()).toEqual({ fingerprint, readPrefix: null });
    expect(source.pin().fingerprint).toBe(fingerprint);
    expect(await text(source.read(0, 10, never))).toEqual(['0123456789']);
    expect(await text(source.read(3, 5, never))).toEqual(['34']);
    expect(await text(source.peek(8, 10, never))).toEqual(['89']);
    expect(await text(source.read(4, 4, never))).toEqual([]);
    await source.close();
  });

  it('takes over a change time that an older queue did not know', async () => {
    const { changedAtMs, ...fingerprint } = await fingerprintOf(path);
    const source = await openSource({ fingerprint });
    expect(source).toBeInstanceOf(HeldSource);
    expect(source.fingerprint.changedAtMs).toBe(changedAtMs);
  });

  it('is paced as every file is', async () => {
    const source = await openSource({ pace: (wantedBytes) => (wantedBytes <= 2 ? null : Promise.resolve(4)) });
    expect(await text(source.read(0, 10, never))).toEqual(['0123', '4567', '89']);
    expect(await text(source.peek(0, 10, never))).toEqual(['0123456789']);
  });

  it('ends reading with the reason of the signal, and says when more is wanted than there is', async () => {
    const source = await openSource();
    const reason = new Error('paused');
    await expect(text(source.read(0, 10, AbortSignal.abort(reason)))).rejects.toBe(reason);
    await expect(text(source.read(0, 11, never))).rejects.toMatchObject({ code: 'source-short', details: { actualBytes: 10 } });
  });

  it('does not wait for a reader when it is told to stop', async () => {
    const hanging: SmallFileReader = { read: () => new Promise(() => undefined), close: () => undefined };
    const reason = new Error('paused');
    await expect(openSource({ smallFiles: hanging, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('what is not held', () => {
  it.each<[string, () => Promise<Partial<FileSourceRequest>>]>([
    ['a file of 64 KiB and a byte', () => writeFile(path, Buffer.alloc(64 * 1024 + 1)).then(() => ({}))],
    ['an empty file', () => writeFile(path, '').then(() => ({}))],
    ['a file of a watched folder, below which no link is followed', async () => ({ within: directory.path })],
    ['a file that has just been written to, whose times do not tell yet', async () => ({ clock: soonClock(await fingerprintOf(path)) })],
    ['a file whose pin knows no change time and which has just been written to', async () => unknownChangeTime()],
    ['a file that nobody reads', async () => ({ smallFiles: { read: () => null, close: () => undefined } })],
    ['a file that could not be read', async () => ({ smallFiles: { read: async () => null, close: () => undefined } })],
    ['a file that changed while it was read', async () => ({ smallFiles: changing(await fingerprintOf(path)) })],
  ])('is %s', async (_what, change) => {
    const options = await change();
    const source = await openSource(options);
    expect(source).not.toBeInstanceOf(HeldSource);
    await source.close();
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['grew', () => appendFile(path, 'x'), 'source-changed'],
    ['was written anew', () => writeFile(path, '9876543210'), 'source-changed'],
    ['vanished', () => rm(path), 'source-missing'],
    ['became a FIFO', () => rm(path).then(() => execFileSync('mkfifo', [path])), 'source-not-a-file'],
    ['became a folder', () => rm(path).then(() => symlink(directory.path, path)), 'source-not-a-file'],
  ])('is a file that %s since it was pinned, and says so as every file does', async (_what, change, code) => {
    const fingerprint = await fingerprintOf(path);
    await change();
    await expect(openSource({ fingerprint })).rejects.toMatchObject({ code });
  });
});

describe('a held file that changes', () => {
  it('counts as it was read while that is fresh, since nothing of two can be mixed', async () => {
    const source = await openSource();
    await appendFile(path, 'x');
    await clock.advance(249);
    await expect(source.checkUnchanged()).resolves.toBeUndefined();
    expect(await text(source.read(0, 10, never))).toEqual(['0123456789']);
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['grew', () => appendFile(path, 'x'), 'source-changed'],
    ['was written anew', () => writeFile(path, '9876543210'), 'source-changed'],
    ['was replaced by the same', () => writeFile(`${path}.new`, '0123456789').then(() => rename(`${path}.new`, path)), 'source-changed'],
    ['vanished', () => rm(path), 'source-missing'],
  ])('is noticed later: it %s', async (_what, change, code) => {
    const source = await openSource();
    await change();
    await clock.advance(250);
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code });
  });

  it('is content while nothing changes, and asks the disk no more than now and then', async () => {
    const source = await openSource();
    await clock.advance(250);
    await source.checkUnchanged();
    await rm(path);
    await expect(source.checkUnchanged()).resolves.toBeUndefined();
  });
});

/** Pinned by a queue of before, long after its modification; written to a moment ago and its time set back. */
async function unknownChangeTime(): Promise<Partial<FileSourceRequest>> {
  const now = await fingerprintOf(path);
  const { changedAtMs: _unknown, ...fingerprint } = now;
  return { fingerprint, clock: soonClock(now) };
}

/** So short after its change that another write could leave the same times. */
function soonClock({ changedAtMs = 0 }: { readonly changedAtMs?: number }): FakeClock {
  const soon = createFakeClock(Math.ceil(changedAtMs));
  return {
    ...soon,
    setTimer: (callback) => {
      callback();
      return () => undefined;
    },
  };
}

function changing(before: SmallFile['before']): SmallFileReader {
  const file: SmallFile = { bytes: Buffer.from('0123456789'), before, after: { ...before, changedAtMs: 1 } };
  return { read: async () => file, close: () => undefined };
}
