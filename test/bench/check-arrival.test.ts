import { copyFile, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';
import { checkArrival } from './check-arrival.ts';
import type { Payload } from './payload.ts';
import { makeLargePayload, makeSmallPayload } from './payload.ts';
import type { StoredFile } from './server-messages.ts';

let sent: Awaited<ReturnType<typeof temporaryDirectory>>;
let arrived: Awaited<ReturnType<typeof temporaryDirectory>>;

beforeEach(async () => {
  sent = await temporaryDirectory();
  arrived = await temporaryDirectory();
});
afterEach(async () => {
  await sent.remove();
  await arrived.remove();
});

async function deliver(payload: Payload): Promise<void> {
  for (const { path } of payload.files) {
    await mkdir(join(arrived.path, path, '..'), { recursive: true });
    await copyFile(join(payload.directory, path), join(arrived.path, path));
  }
}

async function stored(): Promise<readonly StoredFile[]> {
  const entries = await readdir(arrived.path, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(paths.map(async (path) => ({ name: path.slice(arrived.path.length + 1), path, sizeBytes: (await stat(path)).size })));
}

async function overwriteByte(path: string, position: number): Promise<void> {
  const file = await open(path, 'r+');
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, position);
  await file.write(Buffer.from([(buffer[0] ?? 0) ^ 0xff]), 0, 1, position);
  await file.close();
}

describe('checkArrival', () => {
  it('is content when all arrived as it was', async () => {
    const payload = await makeSmallPayload(sent.path, 100);
    await deliver(payload);
    expect(await checkArrival(payload, await stored())).toBeNull();
  });

  it('misses a file', async () => {
    const payload = await makeSmallPayload(sent.path, 3);
    await deliver(payload);
    await rm(join(arrived.path, 'small/00002.bin'));
    expect(await checkArrival(payload, await stored())).toBe('2 of 3 files arrived');
  });

  it('notices a file that is not whole', async () => {
    const payload = await makeSmallPayload(sent.path, 3);
    await deliver(payload);
    const file = await open(join(arrived.path, 'small/00003.bin'), 'r+');
    await file.truncate(100);
    await file.close();
    expect(await checkArrival(payload, await stored())).toBe('100 of 16384 bytes of small/00003.bin arrived');
  });

  it.each([0, 5 * 1024 * 1024 + 76])('notices another byte at %d of a large file', async (position) => {
    const payload = await makeLargePayload(sent.path, 5 * 1024 * 1024 + 77);
    await deliver(payload);
    await overwriteByte(join(arrived.path, 'large.bin'), position);
    expect(await checkArrival(payload, await stored())).toBe('large.bin arrived changed');
  });
});
