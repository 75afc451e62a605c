import { describe, expect, it } from 'vitest';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { scriptedTus } from './scripted-tus.ts';

const mebibyte = 1024 * 1024;
const smallLimit = mebibyte;

describe('creating a tus upload', () => {
  it('takes one request for a small file and two for a large one', async () => {
    const tus = await scriptedTus();
    const protocol = protocolTo('tus', tus.url);
    const small = await fileOf(smallLimit);
    const done = await transferFile(protocol, { path: small.path });
    expect([tus.methods(), done.checkpoints]).toEqual(['POST', []]);
    const large = await fileOf(smallLimit + 1);
    await transferFile(protocol, { path: large.path });
    expect(tus.methods()).toBe('POST POST PATCH');
    expect([...tus.uploads.values()].map(({ bytes }) => bytes)).toEqual([small.bytes, large.bytes]);
  });

  it('sends the version with everything but OPTIONS, and the length and the name with the POST', async () => {
    const tus = await scriptedTus();
    const { path } = await fileOf(2 * mebibyte);
    await transferFile(protocolTo('tus', tus.url), { path, relativePath: 'a/b.bin' });
    expect(tus.asked.map(({ method, headers }) => [method, headers['tus-resumable']])).toEqual([
      ['OPTIONS', undefined],
      ['POST', '1.0.0'],
      ['PATCH', '1.0.0'],
    ]);
    const post = tus.asked[1];
    expect([post?.headers['upload-length'], post?.headers['content-length']]).toEqual([String(2 * mebibyte), '0']);
    expect(post?.headers['upload-metadata']).toContain(`relativePath ${Buffer.from('a/b.bin').toString('base64')}`);
    expect(tus.asked[2]?.headers).toMatchObject({ 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' });
  });

  it('asks what the server can do once, however many files begin together', async () => {
    const tus = await scriptedTus();
    const protocol = protocolTo('tus', tus.url);
    const { path } = await fileOf(100);
    await Promise.all(Array.from({ length: 8 }, () => transferFile(protocol, { path })));
    await transferFile(protocol, { path });
    expect(tus.asked.filter(({ method }) => method === 'OPTIONS')).toHaveLength(1);
  });

  it.each([403, 404, 405, 500])('does without the answer to OPTIONS: %i', async (status) => {
    const tus = await scriptedTus(({ method }) => (method === 'OPTIONS' ? { status } : undefined));
    const { path, bytes } = await fileOf(100);
    receiptOf(await transferFile(protocolTo('tus', tus.url), { path }));
    expect([tus.methods(), tus.uploads.get('/files/1')?.bytes]).toEqual(['POST PATCH', bytes]);
  });

  it.each(['creation', 'creation,gantry-repeated-creation', 'creation,creation-with-upload,termination'])(
    'does not send the body along where a lost answer would make it a second copy, or where that is not offered: %s',
    async (extensions) => {
      const tus = await scriptedTus(undefined, { 'Tus-Extension': extensions });
      const { path } = await fileOf(100);
      const done = await transferFile(protocolTo('tus', tus.url), { path });
      receiptOf(done);
      expect(tus.methods()).toBe('POST PATCH');
      // Its address is written down before the first byte goes there.
      expect(done.checkpoints.length).toBeGreaterThan(0);
    },
  );

  it('takes a missing offset for none of the body, and sends it', async () => {
    const tus = await scriptedTus(({ method }, uploads) => {
      if (method !== 'POST') return undefined;
      uploads.set('/files/1', { bytes: Buffer.alloc(0), length: 100 });
      return { status: 201, headers: { Location: '/files/1' } };
    });
    const { path, bytes } = await fileOf(100);
    receiptOf(await transferFile(protocolTo('tus', tus.url), { path }));
    expect([tus.methods(), tus.uploads.get('/files/1')?.bytes]).toEqual(['POST PATCH', bytes]);
  });

  it('goes on where a repeated create says that the server is', async () => {
    const { path, bytes } = await fileOf(2 * mebibyte);
    const tus = await scriptedTus(({ method }, uploads) => {
      if (method !== 'POST') return undefined;
      uploads.set('/files/1', { bytes: bytes.subarray(0, 777), length: bytes.byteLength });
      return { status: 201, headers: { Location: '/files/1', 'Upload-Offset': '777' } };
    });
    const done = await transferFile(protocolTo('tus', tus.url), { path });
    expect(tus.uploads.get('/files/1')?.bytes.equals(bytes)).toBe(true);
    expect([done.checkpoints[0]?.bytesConfirmed, done.sent[0], tus.asked.at(-1)?.body.byteLength]).toEqual([
      777,
      777,
      bytes.byteLength - 777,
    ]);
  });

  it('is finished when a repeated create says so, and says where', async () => {
    const tus = await scriptedTus(({ method }) =>
      method === 'POST'
        ? { status: 201, headers: { Location: '/files/1', 'Upload-Offset': '100', 'Gantry-Location': 'a%20b/%C3%BC.bin' } }
        : undefined,
    );
    const { path } = await fileOf(100);
    expect(receiptOf(await transferFile(protocolTo('tus', tus.url), { path }))).toEqual({
      result: 'stored',
      verification: 'size',
      location: 'a b/ü.bin',
    });
  });

  it('writes down the address and its end before the first byte of a PATCH', async () => {
    const tus = await scriptedTus(({ method }, uploads) => {
      if (method !== 'POST') return undefined;
      uploads.set('/files/1?key=2', { bytes: Buffer.alloc(0), length: 2 * mebibyte });
      return { status: 201, headers: { Location: '../files/1?key=2', 'Upload-Expires': 'Wed, 04 Mar 2026 12:00:30 GMT' } };
    });
    const { path } = await fileOf(2 * mebibyte);
    const done = await transferFile(protocolTo('tus', tus.url), { path, uploadId: 'u-1' });
    const expected = { protocol: 'tus', uploadPath: '/files/1?key=2', expiresAt: Date.UTC(2026, 2, 4, 12, 0, 30), uploadId: 'u-1' };
    expect(done.checkpoints).toEqual([
      { checkpoint: expected, bytesConfirmed: 0 },
      { checkpoint: expected, bytesConfirmed: 2 * mebibyte },
    ]);
    expect(receiptOf(done).location).toBe(new URL('/files/1?key=2', tus.url).href);
  });

  it('writes a small file down once: before its bytes, and not again when it is complete', async () => {
    const tus = await scriptedTus(({ method }, uploads) => {
      if (method !== 'POST') return undefined;
      uploads.set('/files/1', { bytes: Buffer.alloc(0), length: 1_000 });
      return { status: 201, headers: { Location: '/files/1' } };
    });
    const { path } = await fileOf(1_000);
    const whole = await transferFile(protocolTo('tus', tus.url), { path });
    expect([receiptOf(whole).result, whole.checkpoints.map(({ bytesConfirmed }) => bytesConfirmed)]).toEqual(['stored', [0]]);
    // A crash before it was called done: the server is asked, and nothing is sent.
    const [checkpoint] = whole.checkpoints.map((one) => one.checkpoint);
    const again = await transferFile(protocolTo('tus', tus.url), { path, checkpoint: checkpoint ?? null });
    expect([receiptOf(again).result, tus.asked.filter(({ method }) => method === 'PATCH').length]).toEqual(['stored', 1]);
  });

  it('does not send bytes to another host', async () => {
    const tus = await scriptedTus(({ method }) =>
      method === 'POST' ? { status: 201, headers: { Location: 'http://evil.example/1' } } : undefined,
    );
    const { path } = await fileOf(2 * mebibyte);
    const refused = await transferFile(protocolTo('tus', tus.url), { path });
    expect(errorOf(refused)).toMatchObject({ code: 'redirect-refused', details: { reason: 'http://evil.example' } });
  });

  it('refuses by itself what the server does not take', async () => {
    const tus = await scriptedTus(undefined, { 'Tus-Max-Size': '1000' });
    const { path } = await fileOf(1001);
    const refused = await transferFile(protocolTo('tus', tus.url), { path });
    expect(errorOf(refused)).toMatchObject({
      code: 'too-large',
      failureClass: 'permanent',
      details: { sizeBytes: 1001, limitBytes: 1000 },
    });
    expect(tus.methods()).toBe('');
  });

  it('passes on that the name is there already', async () => {
    const tus = await scriptedTus(({ method }) =>
      method === 'POST' ? { status: 409, headers: { 'Gantry-Conflict': 'exists' } } : undefined,
    );
    const { path } = await fileOf(100);
    const protocol = protocolTo('tus', tus.url);
    expect(receiptOf(await transferFile(protocol, { path, conflict: 'skip' })).result).toBe('skipped');
    expect(errorOf(await transferFile(protocol, { path, conflict: 'rename' }))).toMatchObject({ code: 'already-exists' });
  });

  it.each<[string, object, string]>([
    ['another version', { status: 412, headers: { 'Tus-Version': '2.0.0,1.1.0' } }, 'protocol-version'],
    ['no address', { status: 201 }, 'unexpected-answer'],
    ['a web page', { status: 200, headers: { 'Tus-Resumable': '', 'Content-Type': 'text/html' }, body: '<p>Hi' }, 'unexpected-answer'],
    ['more than there is', { status: 201, headers: { Location: '/files/1', 'Upload-Offset': '101' } }, 'unexpected-answer'],
    ['a refused sign-in', { status: 401, body: 'who?' }, 'sign-in-refused'],
    ['no', { status: 403 }, 'not-allowed'],
    ['a full disk', { status: 507 }, 'destination-full'],
  ])('answered with %s', async (_what, answer, code) => {
    const tus = await scriptedTus(({ method }) => (method === 'POST' ? (answer as { status: number }) : undefined));
    const { path } = await fileOf(100);
    expect(errorOf(await transferFile(protocolTo('tus', tus.url), { path }))).toMatchObject({ code });
  });
});
