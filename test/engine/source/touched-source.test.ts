import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, linkSync, openSync, readFileSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkBytes } from '../../../electron/engine/source/chunk-pool.ts';
import type { FileSource, FileSourceRequest } from '../../../electron/engine/source/file-source.ts';
import { openFileSource } from '../../../electron/engine/source/file-source.ts';
import { fingerprintOf, isOnlyTouched, sameFile } from '../../../electron/engine/source/fingerprint.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

const signal = new AbortController().signal;
const content = randomBytes(3 * chunkBytes + 5);
const halfBytes = 2 * chunkBytes;
const time = 1_700_000_000.125;
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let path: string;
const opened: FileSource[] = [];

beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory.path, 'file.bin');
  writeFileSync(path, content);
  utimesSync(path, time, time);
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  await directory.remove();
});

async function openSource(options: Partial<FileSourceRequest> = {}): Promise<FileSource> {
  const fingerprint = options.fingerprint ?? (await fingerprintOf(path));
  const source = await openFileSource({
    path,
    readPrefix: null,
    clock: systemClock,
    signal,
    keepsSumFromBytes: 0,
    ...options,
    fingerprint,
  });
  opened.push(source);
  return source;
}

async function read(source: FileSource, startByte: number, endByte: number): Promise<void> {
  for await (const _ of source.read(startByte, endByte, signal));
}

const changeTime = (): bigint => statSync(path, { bigint: true }).ctimeNs;

function edit(place: number): void {
  const before = changeTime();
  // Older systems give one time to all that happens within some milliseconds.
  do {
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.from([(content[place] ?? 0) ^ 1]), 0, 1, place);
    closeSync(file);
    utimesSync(path, time, time);
  } while (changeTime() === before);
}

const changed = { code: 'source-changed' };

describe('a file that only its change time gives away', () => {
  it('is another one for whoever compares', async () => {
    const before = await fingerprintOf(path);
    edit(0);
    const now = await fingerprintOf(path);
    expect([sameFile(before, now), isOnlyTouched(before, now)]).toEqual([false, true]);
    const { changedAtMs: _, ...withoutTime } = before;
    expect(sameFile(withoutTime, now)).toBe(true);
  });

  it.each([
    ['other rights', () => chmodSync(path, 0o640)],
    ['a second name', () => linkSync(path, `${path}.${performance.now()}`)],
    ['its time set anew', () => utimesSync(path, time, time)],
  ])('goes on after %s, once it has proven to hold what was read of it', async (_what, touch) => {
    const source = await openSource();
    await read(source, 0, halfBytes);
    touch();
    await expect(source.checkUnchanged()).resolves.toBeUndefined();
    touch();
    const again = await openSource(source.pin());
    await read(again, halfBytes, content.byteLength);
    await expect(again.checkUnchanged()).resolves.toBeUndefined();
    expect(again.pin().readPrefix?.bytes).toBe(content.byteLength);
  });

  it('is changed when what was read of it differs, now and at the next attempt', async () => {
    const source = await openSource();
    await read(source, 0, halfBytes);
    edit(halfBytes - 1);
    await expect(source.checkUnchanged()).rejects.toMatchObject(changed);
    await expect(openSource(source.pin())).rejects.toMatchObject(changed);
  });

  it('may differ in what nobody has read yet: what is sent then is the new version from end to end', async () => {
    const source = await openSource();
    await read(source, 0, halfBytes);
    edit(content.byteLength - 1);
    await expect(source.checkUnchanged()).resolves.toBeUndefined();
    expect(readFileSync(path).subarray(0, halfBytes).equals(content.subarray(0, halfBytes))).toBe(true);
  });

  it.each([
    ['that was read from the middle on, by a process that ended without a word', {}, [halfBytes, content.byteLength]],
    ['that is small enough to be sent again', { keepsSumFromBytes: Number.POSITIVE_INFINITY }, [0, content.byteLength]],
    ['of which nothing was read', {}, [0, 0]],
  ] as const)('is changed for a source %s', async (_what, options, [startByte, endByte]) => {
    const source = await openSource(options);
    await read(source, startByte, endByte);
    chmodSync(path, 0o640);
    await expect(source.checkUnchanged()).rejects.toMatchObject(changed);
  });

  it('keeps one sum, whatever is read twice', async () => {
    const source = await openSource();
    await read(source, 0, halfBytes + 10);
    await read(source, 100, content.byteLength);
    const whole = await openSource();
    await read(whole, 0, content.byteLength);
    expect(source.pin().readPrefix).toEqual(whole.pin().readPrefix);
  });
});

describe('a file that is written twice in quick succession', () => {
  it('is noticed every time, also by a clock that stands still for a while', async () => {
    for (let round = 0; round < 30; round += 1) {
      writeFileSync(path, `first ${round}`.padEnd(20));
      const source = await openSource();
      writeFileSync(path, `other ${round}`.padEnd(20));
      await expect(source.checkUnchanged()).rejects.toMatchObject(changed);
    }
  });
});

describe('a file whose time is of this very moment', () => {
  it('is read only when the next change of it is sure to have another time', async () => {
    const fingerprint = await fingerprintOf(path);
    const clock = createFakeClock(Math.ceil(fingerprint.changedAtMs ?? 0) + 5);
    let isOpen = false;
    const opening = openSource({ fingerprint, clock }).then(() => {
      isOpen = true;
    });
    while (clock.pendingTimers() === 0 && !isOpen) await new Promise((resolve) => setImmediate(resolve));
    expect(isOpen).toBe(false);
    await clock.advance(20);
    await opening;
  });

  it('is read at once when it is older', async () => {
    const fingerprint = await fingerprintOf(path);
    await openSource({ fingerprint, clock: createFakeClock(Math.ceil(fingerprint.changedAtMs ?? 0) + 25) });
  });
});

describe('what is no file to be read to its end', () => {
  it.skipIf(process.platform !== 'linux')('a file that the system makes up says that it is empty, and is not', async () => {
    const made = '/proc/self/status';
    const source = await openFileSource({
      path: made,
      fingerprint: await fingerprintOf(made),
      readPrefix: null,
      clock: systemClock,
      signal,
    });
    opened.push(source);
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code: 'source-not-a-file' });
  });

  it('an empty file is one', async () => {
    writeFileSync(path, '');
    const source = await openSource();
    await expect(source.checkUnchanged()).resolves.toBeUndefined();
  });
});
