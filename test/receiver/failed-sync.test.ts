import { randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReceiverFixture } from './receiver-fixture.ts';

const mebibyte = 1024 * 1024;
const about = { uploadId: '0191-abc', mtime: '1700000000000' };

let fixture: ReceiverFixture;
beforeEach(async () => {
  fixture = await ReceiverFixture.start();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await fixture.close();
});

/** The next sync of any file fails as a disk's does that lost what it had taken; the one after it is fine again. */
async function failNextSync(method: 'sync' | 'datasync'): Promise<void> {
  const handle = await open(import.meta.filename);
  const prototype = Object.getPrototypeOf(handle) as Record<'sync' | 'datasync', () => Promise<void>>;
  await handle.close();
  vi.spyOn(prototype, method).mockRejectedValueOnce(Object.assign(new Error('i/o error'), { code: 'EIO' }));
}

describe('a disk that says once that it lost something', () => {
  it('at the end of a file is not believed in the bytes it has: all are sent again, and arrive', async () => {
    const body = randomBytes(mebibyte);
    const { headers } = await fixture.client.create({ length: body.length, relativePath: 'a', metadata: about });
    const location = headers.location ?? '';
    await failNextSync('sync');
    expect((await fixture.client.patch(location, 0, body)).status).toBeGreaterThanOrEqual(500);
    expect(await fixture.received()).toEqual([]);
    expect((await fixture.client.head(location)).headers['upload-offset']).toBe('0');
    await fixture.client.patch(location, 0, body);
    expect((await readFile(join(fixture.directory, 'a'))).equals(body)).toBe(true);
  });

  it('in the middle of a file is not believed either', async () => {
    const body = randomBytes(80 * mebibyte);
    const { headers } = await fixture.client.create({ length: body.length + 1, relativePath: 'a', metadata: about });
    const location = headers.location ?? '';
    await failNextSync('datasync');
    expect((await fixture.client.patch(location, 0, body)).status).toBeGreaterThanOrEqual(500);
    expect((await fixture.client.head(location)).headers['upload-offset']).toBe('0');
  });
});
