import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { startFormReceiver } from '../../servers/start-form-receiver.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import type { SigningStoreOptions } from '../../servers/start-signing-store.ts';
import { startSigningStore } from '../../servers/start-signing-store.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

const credentials = async () => ({ kind: 'bearer', token: 'hunter2-hunter2' }) as const;

async function setUp(options: SigningStoreOptions = {}) {
  const store = await startSigningStore(options);
  onTestFinished(() => store.close());
  const stored = (name: string): Promise<Buffer> => readFile(join(store.directory, name));
  return { store, stored, protocol: protocolTo('presigned', store.url, { credentials }), ...(await fileOf(200_000, 'a.bin')) };
}

describe('a signing endpoint', () => {
  it('is asked with our sign-in for each file, and the place gets none of it', async () => {
    const { store, stored, protocol, path, bytes } = await setUp({ authorization: 'Bearer hunter2-hunter2' });
    const receipt = receiptOf(await transferFile(protocol, { path, relativePath: 'f ö/a.bin', uploadId: 'u-1' }));
    expect(store.questions()).toEqual([
      {
        relativePath: 'f ö/a.bin',
        fileName: 'a.bin',
        contentType: 'application/octet-stream',
        sizeBytes: 200_000,
        uploadId: 'u-1',
        conflict: 'rename',
      },
    ]);
    expect((await stored('f ö/a.bin')).equals(bytes)).toBe(true);
    expect(store.requests().map(({ method, headers }) => [method, headers.authorization])).toEqual([['PUT', undefined]]);
    // Without what signed it.
    expect(receipt).toEqual({ result: 'stored', verification: 'accepted', location: `${store.origin}/store/f%20%C3%B6/a.bin` });
  });

  it('may lead to another host, with headers of its own, and say where the file is found', async () => {
    const place = await startSigningStore();
    onTestFinished(() => place.close());
    const { store, protocol, path } = await setUp({
      sign: (address) => ({
        url: address.replace(/:\d+/, `:${new URL(place.origin).port}`),
        method: 'PUT',
        headers: { 'x-amz-acl': 'private', 'Content-Type': 'image/x-signed', Host: 'evil.example', 'Content-Length': '1' },
        link: 'https://cdn.example/a.bin',
      }),
    });
    const receipt = receiptOf(await transferFile(protocol, { path }));
    expect(store.requests()).toEqual([]);
    expect(place.requests()).toMatchObject([
      { method: 'PUT', status: 200, headers: { 'x-amz-acl': 'private', 'content-type': 'image/x-signed', 'content-length': '200000' } },
    ]);
    expect(place.requests()[0]?.headers.authorization).toBeUndefined();
    expect([receipt.location, await protocol.linkTo?.(receipt.location ?? '', new AbortController().signal)]).toEqual([
      'https://cdn.example/a.bin',
      'https://cdn.example/a.bin',
    ]);
  });

  it('may sign a form', async () => {
    const form = await startFormReceiver();
    onTestFinished(() => form.close());
    const { protocol, path } = await setUp({ sign: () => ({ url: form.url, fields: { key: 'a.bin', policy: 'e30=' } }) });
    receiptOf(await transferFile(protocol, { path }));
    expect(form.requests()).toMatchObject([
      { isComplete: true, fields: { key: 'a.bin', policy: 'e30=' }, files: [{ field: 'file', sizeBytes: 200_000 }] },
    ]);
  });

  it('is asked once more where the signature ran out, within the same attempt', async () => {
    const { store, protocol, path } = await setUp({
      sign: (address) => {
        store.setExpired(false);
        return { url: address };
      },
    });
    store.setExpired(true);
    expect(receiptOf(await transferFile(protocol, { path })).result).toBe('stored');
    expect([store.questions().length, store.requests().map(({ status }) => status)]).toEqual([2, [403, 200]]);
  });

  it('is not asked for ever, and the refusal does not repeat the signature', async () => {
    const { store, protocol, path } = await setUp();
    store.setExpired(true);
    const refused = errorOf(await transferFile(protocol, { path }));
    expect(refused).toMatchObject({ code: 'not-allowed', failureClass: 'permanent', details: { httpStatus: 403 } });
    expect(JSON.stringify(refused)).toContain('Request has expired');
    const signature = /signature=(\w+)/.exec(store.requests()[0]?.path ?? '')?.[1] ?? 'none';
    expect(JSON.stringify(refused)).not.toContain(signature);
    expect(store.questions().length).toBe(2);
  });

  it('that refuses our sign-in says so', async () => {
    const { protocol, path } = await setUp({ authorization: 'Bearer another' });
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({ code: 'sign-in-refused', failureClass: 'sign-in' });
  });

  it.each<[unknown, string]>([
    [{}, 'url'],
    [[], 'JSON'],
    [{ url: 'ftp://h/' }, 'url'],
    [{ url: '/relative' }, 'url'],
    [{ url: 'http://me:x@h/' }, 'url'],
    [{ url: 'http://h/', method: 'DELETE' }, 'method'],
    [{ url: 'http://h/', method: 'PUT', fields: {} }, 'method'],
    [{ url: 'http://h/', headers: { 'X-A': 'a\r\nX-B: 1' } }, 'headers'],
    [{ url: 'http://h/', headers: { 'X-A': 1 } }, 'headers'],
    [{ url: 'http://h/', fields: [1] }, 'fields'],
  ])('is not believed when it answers %j', async (answered, what) => {
    const { store, protocol, path } = await setUp({ sign: () => answered });
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({
      code: 'unexpected-answer',
      details: { reason: `no-signed-upload ${what}` },
    });
    expect(store.requests()).toEqual([]);
  });

  it('whose store names content by its MD5 has one flipped bit found, and the file sent again', async () => {
    const store = await startSigningStore({ headersOf: (bytes) => ({ ETag: `"${createHash('md5').update(bytes).digest('hex')}"` }) });
    onTestFinished(() => store.close());
    const proxy = await startHttpFaultProxy(store.url);
    onTestFinished(() => proxy.close());
    const protocol = protocolTo('presigned', proxy.url, { memory: memoryOf(new Map()) });
    const { path, bytes } = await fileOf(100_000, 'a.bin');
    expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('md5');
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'flip-bit', atByte: 77 } });
    const flipped = await transferFile(protocol, { path });
    expect(errorOf(flipped)).toMatchObject({ code: 'checksum-mismatch' });
    expect(receiptOf(await transferFile(protocol, { path, checkpoint: flipped.checkpoint })).verification).toBe('md5');
    expect((await readFile(join(store.directory, 'a.bin'))).equals(bytes)).toBe(true);
  });
});
