import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from '../servers/parts/wait-until.ts';
import { ReceiverFixture } from './receiver-fixture.ts';

const mebibyte = 1024 * 1024;
const body = Buffer.from(Array.from({ length: mebibyte }, (_, index) => index % 251));
const about = { uploadId: '0191-abc', mtime: '1700000000000' };

describe('an unfinished upload', () => {
  let fixture: ReceiverFixture;
  beforeEach(async () => {
    fixture = await ReceiverFixture.start({ boot: 'first' });
  });
  afterEach(() => fixture.close());
  const offsetOf = async (location: string) => Number((await fixture.client.head(location)).headers['upload-offset']);
  const descriptionOf = (location: string) => `${fixture.incomingPath(location.slice(7))}.json`;

  async function send(bytes: number, length = bytes + 1): Promise<string> {
    const { headers } = await fixture.client.create({ length, relativePath: 'a', metadata: about });
    const location = headers.location ?? '';
    for (let offset = 0; offset < bytes; offset += body.length) await fixture.client.patch(location, offset, body);
    return location;
  }

  it('has all its bytes after the receiver alone ended', async () => {
    const location = await send(body.length);
    await fixture.restart({ boot: 'first' });
    expect(await offsetOf(location)).toBe(body.length);
  });

  it('has none that was not synced after the computer went down, whatever its length says, and arrives whole', async () => {
    const location = await send(body.length, body.length * 2);
    // As a disk may leave it: as long as it was, and half of it was never written.
    await writeFile(fixture.incomingPath(location.slice(7)), Buffer.concat([body.subarray(0, 1_000), Buffer.alloc(body.length - 1_000)]));
    await fixture.restart({ boot: 'second' });
    expect(await offsetOf(location)).toBe(0);
    await fixture.client.patch(location, 0, Buffer.concat([body, body]));
    expect((await readFile(join(fixture.directory, 'a'))).equals(Buffer.concat([body, body]))).toBe(true);
  });

  it('goes on after a power loss at what was synced while it was written, and knows it in the boot after that', async () => {
    const { headers } = await fixture.client.create({ length: 150 * mebibyte, relativePath: 'a', metadata: about });
    const location = headers.location ?? '';
    await fixture.client.patch(location, 0, Buffer.alloc(100 * mebibyte, 7));
    await waitUntil('it is marked', async () => (await readFile(descriptionOf(location), 'utf8')).split('\n').length > 2);
    await fixture.restart({ boot: 'second' });
    const safeBytes = await offsetOf(location);
    expect(safeBytes).toBeGreaterThanOrEqual(64 * mebibyte);
    expect((await stat(fixture.incomingPath(location.slice(7)))).size).toBe(safeBytes);
    await fixture.client.patch(location, safeBytes, body);
    await fixture.restart({ boot: 'second' });
    expect(await offsetOf(location)).toBe(safeBytes + body.length);
    await fixture.restart({ boot: 'third' });
    expect(await offsetOf(location)).toBe(safeBytes);
  });

  it('counts the last mark that was not torn', async () => {
    const location = await send(body.length);
    await appendFile(descriptionOf(location), `\n{"safeBytes":4096,"boot":"first"}\n{"safeBytes":8192,"bo\0\0\0`);
    await fixture.restart({ boot: 'second' });
    expect(await offsetOf(location)).toBe(4_096);
  });

  it('begins anew where its description was lost', async () => {
    const location = await send(body.length);
    await truncate(descriptionOf(location), 0);
    await fixture.restart({ boot: 'second' });
    const again = await fixture.client.create({ length: body.length + 1, relativePath: 'a', metadata: about });
    expect(again).toMatchObject({ status: 201, headers: { location, 'upload-offset': '0' } });
  });
});
