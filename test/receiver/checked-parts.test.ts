import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writePseudoRandomFile } from '../files/make-tree.ts';
import { sameBytes } from '../protocols/contract/same-bytes.ts';
import { fileOf } from '../protocols/file-of.ts';
import { protocolTo } from '../protocols/protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../protocols/transfer-file.ts';
import type { HttpFaultRule } from '../servers/http-fault.ts';
import { startHttpFaultProxy } from '../servers/start-http-fault-proxy.ts';
import { ReceiverFixture } from './receiver-fixture.ts';

const mebibyte = 1024 * 1024;

async function setUp() {
  const fixture = await ReceiverFixture.start();
  onTestFinished(() => fixture.close());
  const proxy = await startHttpFaultProxy(fixture.client.url);
  onTestFinished(() => proxy.close());
  const file = async (sizeBytes: number): Promise<string> => {
    const { path } = await fileOf(0, 'a.bin');
    await writePseudoRandomFile(path, sizeBytes, 'checked');
    return path;
  };
  const sent = (method: string) => proxy.requests().filter((request) => request.method === method);
  return { fixture, proxy, file, sent, protocol: protocolTo('tus', proxy.url), stored: (name: string) => join(fixture.directory, name) };
}

describe('parts that the receiver compares', () => {
  it.each([1, 16 * 1024, 1024 * 1024, 1024 * 1024 + 1, 5 * mebibyte])('prove a file of %i bytes', async (size) => {
    const { protocol, file, sent } = await setUp();
    const path = await file(size);
    expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('crc32');
    // As many requests as before: the smallest come with their creation.
    expect([sent('POST').length, sent('PATCH').length]).toEqual([1, size <= mebibyte ? 0 : 1]);
  });

  it.each<[string, number, HttpFaultRule]>([
    ['of a small file', 16 * 1024, { method: 'POST', times: 1, fault: { kind: 'flip-bit', atByte: 5_000 } }],
    ['of a file', 5 * mebibyte, { method: 'PATCH', times: 1, fault: { kind: 'flip-bit', atByte: 4 * mebibyte } }],
    ['twice', 5 * mebibyte, { method: 'PATCH', times: 2, fault: { kind: 'flip-bit', atByte: 0 } }],
  ])('find one flipped bit %s, and it is sent again at once', async (_what, size, rule) => {
    const { protocol, proxy, file, stored } = await setUp();
    const path = await file(size);
    proxy.addRule(rule);
    expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('crc32');
    expect(await sameBytes(path, stored('a.bin'))).toBe(true);
    expect(proxy.requests().some(({ status }) => status === 460)).toBe(true);
  });

  it('are sent again alone: what arrived right before stays', async () => {
    const { protocol, proxy, file, sent, stored } = await setUp();
    const path = await file(130 * mebibyte);
    proxy.addRule({ method: 'PATCH', nth: 2, fault: { kind: 'flip-bit', atByte: 40 * mebibyte } });
    expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('crc32');
    expect(sent('PATCH').map(({ uploadOffset, status }) => [(uploadOffset ?? 0) / mebibyte, status])).toEqual([
      [0, 204],
      [64, 460],
      [64, 204],
      [128, 204],
    ]);
    expect(await sameBytes(path, stored('a.bin'))).toBe(true);
  });

  it('that never arrive right end the attempt, and nothing is put in its place', async () => {
    const { protocol, proxy, file, sent, stored } = await setUp();
    proxy.addRule({ method: 'PATCH', fault: { kind: 'flip-bit', atByte: 9 } });
    expect(errorOf(await transferFile(protocol, { path: await file(2 * mebibyte) }))).toMatchObject({ code: 'checksum-mismatch' });
    expect(sent('PATCH').length).toBe(3);
    await expect(readFile(stored('a.bin'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that broke off are compared when the file goes on', async () => {
    const { protocol, proxy, file, sent, stored } = await setUp();
    const path = await file(8 * mebibyte);
    proxy.addRule({ method: 'PATCH', times: 1, fault: { kind: 'cut-request', afterBytes: 5 * mebibyte } });
    const cut = await transferFile(protocol, { path });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
    expect(receiptOf(await transferFile(protocol, { path, checkpoint: cut.checkpoint })).verification).toBe('crc32');
    expect(sent('PATCH').at(-1)?.uploadOffset).toBeGreaterThan(0);
    expect(await sameBytes(path, stored('a.bin'))).toBe(true);
  });

  it('that broke off with a wrong byte in them are not gone on with', async () => {
    const { fixture, protocol, proxy, file, stored } = await setUp();
    const path = await file(8 * mebibyte);
    proxy.addRule({ method: 'PATCH', times: 1, fault: { kind: 'cut-request', afterBytes: 5 * mebibyte } });
    const cut = await transferFile(protocol, { path });
    const [name = ''] = await fixture.unfinished();
    const unfinished = await open(fixture.incomingPath(name), 'r+');
    await unfinished.write('damaged', 1_000);
    await unfinished.close();
    const done = await transferFile(protocol, { path, checkpoint: cut.checkpoint });
    expect([receiptOf(done).verification, done.events]).toEqual(['crc32', ['started over', 'verifying']]);
    expect(await sameBytes(path, stored('a.bin'))).toBe(true);
  });

  it('are refused with an algorithm that nobody knows', async () => {
    const { fixture } = await setUp();
    const answer = await fetch(fixture.client.url, {
      method: 'POST',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Length': '3',
        'Upload-Metadata': `filename ${Buffer.from('x').toString('base64')}`,
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Checksum': 'crc99 AAAA',
      },
      body: 'abc',
    });
    expect(answer.status).toBe(400);
  });

  it.each(['sha1', 'md5', 'sha256'])('may come with %s too', async (algorithm) => {
    const { fixture } = await setUp();
    const post = (digest: string) =>
      fetch(fixture.client.url, {
        method: 'POST',
        headers: {
          'Tus-Resumable': '1.0.0',
          'Upload-Length': '3',
          'Upload-Metadata': `filename ${Buffer.from('x').toString('base64')}`,
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Checksum': `${algorithm} ${digest}`,
        },
        body: 'abc',
      });
    expect((await post(createHash(algorithm).update('abc').digest('base64'))).status).toBe(201);
    expect((await post(createHash(algorithm).update('abd').digest('base64'))).status).toBe(460);
  });
});
