import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chunkBytes } from '../../../electron/engine/source/chunk-pool.ts';
import type { FileSource } from '../../../electron/engine/source/file-source.ts';
import { openFileSource } from '../../../electron/engine/source/file-source.ts';
import { fingerprintOf } from '../../../electron/engine/source/fingerprint.ts';
import { systemClock } from '../../../electron/host/system-clock.ts';
import { temporaryDirectory } from '../../fakes/temporary-directory.ts';

const never = new AbortController().signal;
const content = randomBytes(3 * chunkBytes + 12_345);
let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let path: string;
const opened: FileSource[] = [];

beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory.path, 'file.bin');
  await writeFile(path, content);
  // An old time, because clocks of file systems tick slowly: a change right after would have the same time.
  await utimes(path, 1_700_000_000, 1_700_000_000);
});
afterEach(async () => {
  for (const source of opened.splice(0)) await source.close();
  await directory.remove();
});

async function openSource(options: Partial<Parameters<typeof openFileSource>[0]> = {}): Promise<FileSource> {
  const source = await openFileSource({
    path,
    fingerprint: await fingerprintOf(path),
    readPrefix: null,
    clock: systemClock,
    signal: never,
    ...options,
  });
  opened.push(source);
  return source;
}

async function take(bytes: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const buffers: Buffer[] = [];
  for await (const buffer of bytes) buffers.push(buffer);
  return buffers;
}

describe('read', () => {
  it.each([
    ['all of it', 0, content.byteLength],
    ['from the middle', chunkBytes - 1, 2 * chunkBytes + 3],
    ['exactly one chunk', chunkBytes, 2 * chunkBytes],
    ['the last byte', content.byteLength - 1, content.byteLength],
    ['nothing', 77, 77],
  ])('gives %s', async (_what, start, end) => {
    const source = await openSource();
    expect(Buffer.concat(await take(source.read(start, end, never))).equals(content.subarray(start, end))).toBe(true);
  });

  it('gives a small file as one buffer of its size', async () => {
    await writeFile(path, 'small');
    const source = await openSource();
    expect(await take(source.read(0, 5, never))).toEqual([Buffer.from('small')]);
  });

  it('gives each reader its own bytes, also side by side and after the taker wrote into them', async () => {
    const source = await openSource();
    const [first, second] = await Promise.all([
      take(source.read(0, content.byteLength, never)),
      take(source.read(0, content.byteLength, never)),
    ]);
    for (const buffer of first) buffer.fill(0);
    expect(Buffer.concat(second).equals(content)).toBe(true);
    expect(first.every((buffer) => buffer.buffer.byteLength === buffer.byteLength)).toBe(true);
  });

  it('says source-short when the file ends early, after giving what there is before that chunk', async () => {
    const source = await openSource();
    await truncate(path, chunkBytes + 10);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const buffer of source.read(0, content.byteLength, never)) seen.push(buffer.byteLength);
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'source-short',
      details: { expectedBytes: content.byteLength, actualBytes: chunkBytes + 10 },
    });
    expect(seen).toEqual([chunkBytes]);
  });

  it('stops with the reason of the signal', async () => {
    const source = await openSource();
    const stop = new AbortController();
    const reason = new Error('paused');
    const reading = (async () => {
      for await (const _ of source.read(0, content.byteLength, stop.signal)) stop.abort(reason);
    })();
    await expect(reading).rejects.toBe(reason);
    await expect(take(source.read(0, 1, stop.signal))).rejects.toBe(reason);
  });

  it('can be closed while a taker that gave up left a read behind', async () => {
    const source = await openSource();
    for await (const _ of source.read(0, content.byteLength, never)) break;
    await source.close();
    await source.close();
  });

  it('cuts what it gives into the pieces that the limit grants', async () => {
    await writeFile(path, '0123456789');
    const asked: number[] = [];
    const source = await openSource({
      pace: (wantedBytes) => {
        asked.push(wantedBytes);
        return wantedBytes <= 2 ? null : Promise.resolve(4);
      },
    });
    expect((await take(source.read(0, 10, never))).map(String)).toEqual(['0123', '4567', '89']);
    expect(asked).toEqual([10, 6, 2]);
  });
});

describe('source safety', () => {
  it('refuses to open another file than the pinned one', async () => {
    const fingerprint = await fingerprintOf(path);
    await appendFile(path, 'more');
    await expect(openSource({ fingerprint })).rejects.toMatchObject({
      code: 'source-changed',
      details: { expectedBytes: content.byteLength, actualBytes: content.byteLength + 4 },
    });
  });

  it('refuses a FIFO that took the place of the file, at once', async () => {
    const fingerprint = await fingerprintOf(path);
    await rm(path);
    execFileSync('mkfifo', [path]);
    await expect(openSource({ fingerprint })).rejects.toMatchObject({ code: 'source-not-a-file' });
  });

  it('is content while nothing changes', async () => {
    const source = await openSource();
    await expect(source.checkUnchanged()).resolves.toBeUndefined();
  });

  it('notices a file that grows', async () => {
    const source = await openSource();
    await appendFile(path, 'x');
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code: 'source-changed' });
  });

  it('notices a file that was written anew with the same size', async () => {
    const source = await openSource();
    await writeFile(path, randomBytes(content.byteLength));
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code: 'source-changed' });
  });

  it('notices a replaced file, although the open one is as it was', async () => {
    const source = await openSource();
    await writeFile(`${path}.new`, content);
    await rename(`${path}.new`, path);
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code: 'source-changed' });
  });

  it('notices a file that vanished', async () => {
    const source = await openSource();
    await rm(path);
    await expect(source.checkUnchanged()).rejects.toMatchObject({ code: 'source-missing' });
  });
});
