import { createHash } from 'node:crypto';
import { readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseDestinationUrl } from '../../../electron/engine/destinations/parse-destination-url.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { startSigningStore, storeSignature } from '../../servers/start-signing-store.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

/** A store at which the token signs one path, as a shared access signature does for a whole container. */
async function setUp(signedPath = '/store/f/a.bin') {
  const store = await startSigningStore();
  onTestFinished(() => store.close());
  const proxy = await startHttpFaultProxy(store.origin);
  onTestFinished(() => proxy.close());
  const { url, httpExtras } = parseDestinationUrl(
    `presigned+http://127.0.0.1:${proxy.port}/store/{path}?sv=1&gantry-header=x-ms-blob-type:BlockBlob`,
  );
  let token = storeSignature(signedPath);
  const protocol = protocolTo('presigned', url.href, { httpExtras, credentials: async () => ({ kind: 'bearer', token }) });
  const renew = (path: string, isExpired = false): void => {
    token = storeSignature(path, isExpired);
  };
  const stored = (name: string): Promise<string> => readFile(join(store.directory, name), 'latin1');
  return { store, proxy, protocol, renew, stored, ...(await fileOf(200_000, 'a.bin')) };
}

const file = { relativePath: 'f/a.bin' };

describe('a pattern of addresses', () => {
  it('is filled with the path and signed with the token, which goes nowhere else', async () => {
    const { store, proxy, protocol, path } = await setUp();
    const receipt = receiptOf(await transferFile(protocol, { path, ...file }));
    expect(receipt).toEqual({ result: 'stored', verification: 'accepted', location: `http://127.0.0.1:${proxy.port}/store/f/a.bin` });
    expect(store.requests()).toMatchObject([
      { method: 'PUT', path: `/store/f/a.bin?sv=1&${storeSignature('/store/f/a.bin')}`, headers: { 'x-ms-blob-type': 'BlockBlob' } },
    ]);
    expect(store.requests()[0]?.headers.authorization).toBeUndefined();
    expect(store.questions()).toEqual([]);
  });

  it('replaces no other file, unless told to', async () => {
    const { protocol, renew, path, store, stored } = await setUp();
    receiptOf(await transferFile(protocol, { path, ...file }));
    const other = await fileOf(10, 'other');
    expect(receiptOf(await transferFile(protocol, { path: other.path, ...file, conflict: 'skip' })).result).toBe('skipped');
    // The signature of this store is for one name only.
    expect(errorOf(await transferFile(protocol, { path: other.path, ...file }))).toMatchObject({ code: 'sign-in-refused' });
    expect(store.requests().at(-1)?.path).toContain('/store/f/a%20(2).bin?');
    renew('/store/f/a.bin');
    expect((await stored('f/a.bin')).length).toBe(200_000);
    expect(receiptOf(await transferFile(protocol, { path: other.path, ...file, conflict: 'overwrite' })).result).toBe('stored');
    expect((await stored('f/a.bin')).length).toBe(10);
  });

  it('replaces none at a store that knows no conditions either, where it may look', async () => {
    const { protocol, proxy, path, stored } = await setUp();
    const other = await fileOf(10, 'other');
    receiptOf(await transferFile(protocol, { path: other.path, ...file }));
    proxy.addRule({ method: 'PUT', when: ({ headers }) => headers['if-none-match'] === '*', fault: { kind: 'answer', status: 501 } });
    expect(receiptOf(await transferFile(protocol, { path, ...file, conflict: 'skip' })).result).toBe('skipped');
    expect((await stored('f/a.bin')).length).toBe(10);
  });

  it('finds a file again whose answer was lost', async () => {
    const { protocol, proxy, path, store } = await setUp();
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'lose-answer' } });
    const lost = await transferFile(protocol, { path, ...file });
    expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
    expect(receiptOf(await transferFile(protocol, { path, ...file, checkpoint: lost.checkpoint }))).toMatchObject({ verification: 'size' });
    expect(store.requests().map(({ method }) => method)).toEqual(['PUT', 'PUT', 'HEAD']);
  });

  it('knows it again by what the store says of its content', async () => {
    const { protocol, proxy, path, store, bytes } = await setUp();
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'lose-answer' } });
    const lost = await transferFile(protocol, { path, ...file });
    // A store whose clock and times say nothing.
    await utimes(join(store.directory, 'f/a.bin'), 1_700_000_000, 1_700_000_000);
    const headers = { 'Content-Length': String(bytes.length), 'Content-MD5': createHash('md5').update(bytes).digest('base64') };
    proxy.addRule({ method: 'HEAD', times: 1, fault: { kind: 'answer', status: 200, headers } });
    expect(receiptOf(await transferFile(protocol, { path, ...file, checkpoint: lost.checkpoint }))).toMatchObject({ verification: 'md5' });
  });

  it.each(['rename', 'skip'] as const)(
    'takes no other file of its size for its own after a try that came to nothing: %s',
    async (conflict) => {
      const { protocol, proxy, path, bytes, store, stored } = await setUp();
      const earlier = await fileOf(bytes.length, 'earlier');
      await writeFile(earlier.path, Buffer.from(bytes).fill(7, 0, 10));
      receiptOf(await transferFile(protocol, { path: earlier.path, ...file }));
      // As on another day.
      await utimes(join(store.directory, 'f/a.bin'), 1_700_000_000, 1_700_000_000);
      proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'answer', status: 500 } });
      const failed = await transferFile(protocol, { path, ...file, conflict });
      expect(errorOf(failed)).toMatchObject({ failureClass: 'transient' });
      const again = await transferFile(protocol, { path, ...file, conflict, checkpoint: failed.checkpoint });
      if (conflict === 'skip') return expect(receiptOf(again).result).toBe('skipped');
      // The signature of this store is for one name only.
      expect(errorOf(again)).toMatchObject({ code: 'sign-in-refused' });
      expect(store.requests().at(-1)?.path).toContain('/store/f/a%20(2).bin?');
      expect(await stored('f/a.bin')).not.toBe(bytes.toString('latin1'));
    },
  );

  it('whose signature ran out holds the destination until it is renewed', async () => {
    const { protocol, renew, path } = await setUp();
    renew('/store/f/a.bin', true);
    const refused = errorOf(await transferFile(protocol, { path, ...file }));
    expect(refused).toMatchObject({ code: 'sign-in-refused', failureClass: 'sign-in', details: { httpStatus: 403 } });
    expect(JSON.stringify(refused)).not.toContain(storeSignature('/store/f/a.bin', true).split('=').at(-1));
    renew('/store/f/a.bin');
    expect(receiptOf(await transferFile(protocol, { path, ...file })).result).toBe('stored');
  });

  it.each(['..', 'a/../b', ''])('leads nowhere else: %j', async (relativePath) => {
    const { protocol, store, path } = await setUp();
    expect(errorOf(await transferFile(protocol, { path, relativePath }))).toMatchObject({ code: 'name-refused' });
    expect(store.requests()).toEqual([]);
  });
});
