import { appendFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../../electron/engine/source/fingerprint.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { halfway, known, size } from './halfway.ts';
import { scriptedTus } from './scripted-tus.ts';

describe('going on with a tus upload', () => {
  it('asks first and sends only the rest', async () => {
    const { path, bytes, tus, protocol } = await halfway(1_000_000);
    const done = await transferFile(protocol, { path, checkpoint: known });
    expect(receiptOf(done).verification).toBe('size');
    expect([tus.methods(), tus.asked.at(-1)?.body.byteLength]).toEqual(['HEAD PATCH', 2_000_000]);
    expect(tus.uploads.get('/files/1')?.bytes.equals(bytes)).toBe(true);
    expect([done.sent[0], done.sent.at(-1), done.events]).toEqual([1_000_000, size, ['verifying']]);
    expect(done.checkpoints.map(({ bytesConfirmed }) => bytesConfirmed)).toEqual([1_000_000, size]);
  });

  it('sends nothing when all is there', async () => {
    const { path, tus, protocol } = await halfway(size);
    receiptOf(await transferFile(protocol, { path, checkpoint: known }));
    expect(tus.methods()).toBe('HEAD');
  });

  it.each<[number, string]>([
    [500, 'server-error'],
    [502, 'server-error'],
    [503, 'server-busy'],
    [504, 'server-error'],
    [429, 'too-many-requests'],
    [408, 'timed-out'],
    [401, 'sign-in-refused'],
    [400, 'unexpected-answer'],
    [405, 'method-refused'],
  ])('keeps the upload when the question fails with %i', async (status, code) => {
    const { path, tus, protocol } = await halfway(1_000_000, ({ method, nth }) =>
      method === 'HEAD' && nth === 1 ? { status } : undefined,
    );
    const failed = await transferFile(protocol, { path, checkpoint: known });
    expect(errorOf(failed)).toMatchObject({ code });
    expect([tus.methods(), failed.events, failed.checkpoint]).toEqual(['HEAD', [], known]);
    const done = await transferFile(protocol, { path, checkpoint: failed.checkpoint });
    expect([receiptOf(done).result, done.sent[0], tus.methods()]).toEqual(['stored', 1_000_000, 'HEAD HEAD PATCH']);
  });

  it.each([404, 410, 403])('starts over, and says so, when the upload is gone: %i', async (status) => {
    const { path, bytes, tus, protocol } = await halfway(1_000_000, (ask) =>
      ask.method === 'HEAD' && ask.path === '/files/1' ? { status } : undefined,
    );
    const done = await transferFile(protocol, { path, checkpoint: known });
    expect(receiptOf(done).result).toBe('stored');
    expect([tus.methods(), done.events, done.sent[0]]).toEqual(['HEAD POST PATCH', ['started over', 'verifying'], 0]);
    expect(tus.uploads.get('/files/2')?.bytes.equals(bytes)).toBe(true);
    expect(done.checkpoint).toMatchObject({ uploadPath: '/files/2' });
  });

  it('does not start over twice', async () => {
    const { path, tus, protocol } = await halfway(0, ({ method }) =>
      method === 'HEAD' || method === 'PATCH' ? { status: 404 } : undefined,
    );
    const lost = await transferFile(protocol, { path, checkpoint: known });
    expect(errorOf(lost)).toMatchObject({ code: 'session-lost' });
    expect([tus.methods(), lost.events]).toEqual(['HEAD POST PATCH HEAD', ['started over', 'verifying']]);
  });

  it.each<[string, Record<string, string>]>([
    ['another length', { 'Upload-Offset': '5', 'Upload-Length': '7' }],
    ['no offset', { 'Upload-Length': String(size) }],
    ['nonsense', { 'Upload-Offset': '-5' }],
    ['more than there is', { 'Upload-Offset': String(size + 1), 'Upload-Length': String(size) }],
  ])('does not trust a server that says %s', async (_what, headers) => {
    const { path, tus, protocol } = await halfway(0, ({ method }) => (method === 'HEAD' ? { status: 200, headers } : undefined));
    expect(errorOf(await transferFile(protocol, { path, checkpoint: known }))).toMatchObject({ code: 'unexpected-answer' });
    expect(tus.methods()).toBe('HEAD');
  });

  it('goes on from the offset of the server after a conflict', async () => {
    const { path, bytes, tus, protocol } = await halfway(1_000_000, ({ method, nth }, uploads) => {
      if (method !== 'PATCH' || nth !== 1) return undefined;
      // Bytes of an earlier request arrive late.
      uploads.set('/files/1', { bytes: bytes.subarray(0, 1_500_000), length: size });
      return undefined;
    });
    const done = await transferFile(protocol, { path, checkpoint: known });
    expect(receiptOf(done).result).toBe('stored');
    expect([tus.methods(), tus.asked.at(-1)?.headers['upload-offset']]).toEqual(['HEAD PATCH HEAD PATCH', '1500000']);
    expect(tus.uploads.get('/files/1')?.bytes.equals(bytes)).toBe(true);
  });

  it('follows a server back that kept less than it was sent', async () => {
    const { path, bytes, tus, protocol } = await halfway(0, ({ method, nth, body }, uploads) => {
      if (method !== 'PATCH' || nth !== 1) return undefined;
      uploads.set('/files/1', { bytes: body.subarray(0, 1_000_000), length: size });
      return { status: 204, headers: { 'Upload-Offset': '1000000' } };
    });
    const done = await transferFile(protocol, { path, checkpoint: known });
    expect(receiptOf(done).result).toBe('stored');
    expect(tus.uploads.get('/files/1')?.bytes.equals(bytes)).toBe(true);
    expect([done.sent.includes(1_000_000), done.sent.at(-1), done.events]).toEqual([true, size, ['verifying', 'verifying']]);
  });

  it('gives up on a server that contradicts itself', async () => {
    const { path, tus, protocol } = await halfway(0, ({ method }) => (method === 'PATCH' ? { status: 409 } : undefined));
    expect(errorOf(await transferFile(protocol, { path, checkpoint: known }))).toMatchObject({
      code: 'unexpected-answer',
      failureClass: 'transient',
    });
    expect(
      tus
        .methods()
        .split(' ')
        .filter((method) => method === 'PATCH'),
    ).toHaveLength(5);
  });

  it('gives up on a server that takes bytes and keeps none', async () => {
    const { path, protocol } = await halfway(0, ({ method }) =>
      method === 'PATCH' ? { status: 204, headers: { 'Upload-Offset': '0' } } : undefined,
    );
    expect(errorOf(await transferFile(protocol, { path, checkpoint: known }))).toMatchObject({ code: 'unexpected-answer' });
  });

  it('asks again after the first 400, which may be an interrupted request', async () => {
    const interrupted = { status: 400, body: 'ERR_UPLOAD_INTERRUPTED' };
    const once = await halfway(0, ({ method, nth }) => (method === 'PATCH' && nth === 1 ? interrupted : undefined));
    receiptOf(await transferFile(once.protocol, { path: once.path, checkpoint: known }));
    expect(once.tus.methods()).toBe('HEAD PATCH HEAD PATCH');
    const always = await halfway(0, ({ method }) => (method === 'PATCH' ? interrupted : undefined));
    const refused = await transferFile(always.protocol, { path: always.path, checkpoint: known });
    expect(errorOf(refused)).toMatchObject({ code: 'rejected', details: { serverSaid: 'ERR_UPLOAD_INTERRUPTED' } });
    expect(always.tus.methods()).toBe('HEAD PATCH HEAD PATCH HEAD');
  });

  it('believes a 403 when the upload is there', async () => {
    const { path, tus, protocol } = await halfway(0, ({ method }) => (method === 'PATCH' ? { status: 403 } : undefined));
    expect(errorOf(await transferFile(protocol, { path, checkpoint: known }))).toMatchObject({ code: 'not-allowed' });
    expect(tus.methods()).toBe('HEAD PATCH HEAD');
  });

  it('stops when the file is no longer the one that was begun', async () => {
    const { path, tus, protocol } = await halfway(1_000_000);
    const fingerprint = await fingerprintOf(path);
    const stopped = await transferFile(protocol, {
      path,
      checkpoint: known,
      fingerprint,
      onBytesSent: (sent) => void (sent === 1_000_000 && appendFile(path, 'x')),
    });
    expect(errorOf(stopped)).toMatchObject({ code: 'source-changed' });
    expect(tus.uploads.get('/files/1')?.bytes.byteLength).toBeLessThan(size);
  });

  it('asks at the end when it is told to verify', async () => {
    const { path, tus, protocol } = await halfway(0);
    receiptOf(await transferFile(protocol, { path, checkpoint: known, verify: true }));
    expect(tus.methods()).toBe('HEAD PATCH HEAD');
    const liar = await halfway(0, ({ method, nth }) =>
      method === 'HEAD' && nth === 2 ? { status: 200, headers: { 'Upload-Offset': '5', 'Upload-Length': String(size) } } : undefined,
    );
    const found = await transferFile(liar.protocol, { path: liar.path, checkpoint: known, verify: true });
    expect(errorOf(found)).toMatchObject({ code: 'size-mismatch', details: { expectedBytes: size, actualBytes: 5 } });
  });

  it('finds its upload when the server came back at another port', async () => {
    const first = await halfway(0);
    const second = await scriptedTus();
    second.uploads.set('/files/1', { bytes: first.bytes.subarray(0, 10), length: size });
    const done = await transferFile(protocolTo('tus', second.url), { path: first.path, checkpoint: known });
    expect([receiptOf(done).result, second.methods(), first.tus.asked]).toEqual(['stored', 'HEAD PATCH', []]);
  });
});
