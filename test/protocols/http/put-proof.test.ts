import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import type { PutScript, RecordedRequest } from '../../servers/start-put-recorder.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

const size = 300_000;

type Proof = (stored: Buffer) => Readonly<Record<string, string>>;

/** A store that says of its content what `proof` makes of what really arrived. */
async function setUp(proof: Proof, answer: (request: RecordedRequest) => PutScript = () => undefined) {
  const server = await startPutRecorder({ answer, headersOf: proof });
  onTestFinished(() => server.close());
  const proxy = await startHttpFaultProxy(server.url);
  onTestFinished(() => proxy.close());
  const values = new Map<string, number>();
  const protocol = protocolTo('put', proxy.url, { memory: memoryOf(values) });
  const methods = (): string =>
    server
      .requests()
      .map(({ method }) => method)
      .join(' ');
  const stored = (name: string): Promise<Buffer> => readFile(join(server.directory, name));
  return { server, proxy, protocol, values, methods, stored, ...(await fileOf(size, 'a.bin')) };
}

const md5 = (bytes: Buffer) => createHash('md5').update(bytes);
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes);
const proofs: readonly (readonly [string, Proof, 'md5' | 'sha256'])[] = [
  ['Content-MD5', (bytes) => ({ 'Content-MD5': md5(bytes).digest('base64') }), 'md5'],
  ['Repr-Digest', (bytes) => ({ 'Repr-Digest': `sha-512=:AAAA:, sha-256=:${sha256(bytes).digest('base64')}:` }), 'sha256'],
  ['Digest', (bytes) => ({ Digest: `SHA-256=${sha256(bytes).digest('base64')}` }), 'sha256'],
  ['an ETag that is the MD5', (bytes) => ({ ETag: `"${md5(bytes).digest('hex')}"` }), 'md5'],
];

describe('what a PUT server says of the content', () => {
  it.each(proofs)('proves it: %s', async (_name, proof, verification) => {
    const { protocol, path, methods, values } = await setUp(proof);
    expect(receiptOf(await transferFile(protocol, { path })).verification).toBe(verification);
    expect([methods(), values.get('putProof')]).toEqual(['HEAD PUT', verification === 'md5' ? 2 : 3]);
  });

  it.each(proofs)('finds one flipped bit, and the file is sent again in its place: %s', async (_name, proof, verification) => {
    const { protocol, proxy, path, bytes, stored } = await setUp(proof);
    receiptOf(await transferFile(protocol, { path, relativePath: 'first' }));
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'flip-bit', atByte: 123_456 } });
    const flipped = await transferFile(protocol, { path });
    expect(errorOf(flipped)).toMatchObject({ code: 'checksum-mismatch', failureClass: 'transient' });
    expect((await stored('a.bin')).equals(bytes)).toBe(false);
    const receipt = receiptOf(await transferFile(protocol, { path, checkpoint: flipped.checkpoint }));
    expect([receipt.verification, receipt.location?.endsWith('/a.bin')]).toEqual([verification, true]);
    expect((await stored('a.bin')).equals(bytes)).toBe(true);
  });

  it.each<[string, Proof]>([
    ['an ETag of another kind', () => ({ ETag: '"5f3-64f"' })],
    ['an ETag that only looks like an MD5', () => ({ ETag: `"${'ab'.repeat(16)}"` })],
    ['a weak ETag', (bytes) => ({ ETag: `W/"${md5(bytes).digest('hex')}"` })],
    ['a digest of another kind', () => ({ 'Repr-Digest': 'sha-512=:AAAA:', 'Content-MD5': 'nonsense' })],
    ['nothing', () => ({})],
  ])('proves nothing: %s', async (_name, proof) => {
    const { protocol, path, values, methods } = await setUp(proof);
    expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('size');
    expect([methods(), values.get('putProof')]).toEqual(['HEAD PUT HEAD', 1]);
  });
});

describe('a file that is to be verified where nothing is said of the content', () => {
  it('is read back and compared', async () => {
    const { protocol, path, methods } = await setUp(() => ({}));
    expect(receiptOf(await transferFile(protocol, { path, verify: true })).verification).toBe('content');
    expect(methods()).toBe('HEAD PUT HEAD GET');
  });

  it('of two megabytes and more, too', async () => {
    const { protocol } = await setUp(() => ({}));
    const { path } = await fileOf(2_500_000, 'large.bin');
    expect(receiptOf(await transferFile(protocol, { path, verify: true })).verification).toBe('content');
  });

  it.each([0, size - 1])('is sent again for one flipped bit, of byte %i', async (atByte) => {
    const { protocol, proxy, path, bytes, stored } = await setUp(() => ({}));
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'flip-bit', atByte } });
    const flipped = await transferFile(protocol, { path, verify: true });
    expect(errorOf(flipped)).toMatchObject({ code: 'checksum-mismatch' });
    const receipt = receiptOf(await transferFile(protocol, { path, verify: true, checkpoint: flipped.checkpoint }));
    expect([receipt.verification, receipt.location?.endsWith('/a.bin')]).toEqual(['content', true]);
    expect((await stored('a.bin')).equals(bytes)).toBe(true);
  });

  it('is not taken for whole by its size alone after a lost answer', async () => {
    const { protocol, proxy, path, bytes, stored } = await setUp(
      () => ({}),
      ({ method, number }) => (method === 'PUT' && number === 2 ? 'abort-after-body' : undefined),
    );
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'flip-bit', atByte: 7 } });
    const lost = await transferFile(protocol, { path, verify: true });
    expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
    const receipt = receiptOf(await transferFile(protocol, { path, verify: true, checkpoint: lost.checkpoint }));
    // Nothing tells what is there from a stranger's file of that size.
    expect([receipt.verification, receipt.location?.endsWith('/a%20(2).bin')]).toEqual(['content', true]);
    expect((await stored('a (2).bin')).equals(bytes)).toBe(true);
  });

  it.each([403, 405, 501])('has its size checked where nothing is given out: %i', async (status) => {
    const { protocol, path } = await setUp(
      () => ({}),
      ({ method }) => (method === 'GET' ? { status } : undefined),
    );
    expect(receiptOf(await transferFile(protocol, { path, verify: true })).verification).toBe('size');
  });
});
