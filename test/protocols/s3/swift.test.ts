import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import { canInteroperate } from '../../servers/can-interoperate.ts';
import { canStartSwift } from '../../servers/can-start-swift.ts';
import { noInteropSwift } from '../../servers/no-interop-swift.ts';
import type { S3Server } from '../../servers/parts/s3-server.ts';
import type { TemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { startSwift } from '../../servers/start-swift.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

describe.skipIf(!canInteroperate() || !canStartSwift())(`S3 at Swift, beyond the contract ${noInteropSwift() ?? ''}`, () => {
  let server: S3Server;
  let home: TemporaryDirectory;
  let large = '';
  let small = '';
  const open: Protocol[] = [];

  beforeAll(async () => {
    server = await startSwift();
    home = await makeTemporaryDirectory('s3-swift');
    large = join(home.path, 'large.bin');
    small = join(home.path, 'small.bin');
    await writePseudoRandomFile(large, 12 * mebibyte, 'large');
    await writePseudoRandomFile(small, 1_000, 'small');
  }, 120_000);
  afterAll(async () => {
    for (const protocol of open) protocol.close();
    await server.close();
    await home.remove();
  });

  function at(prefix: string, more: Partial<ProtocolOptions> = {}, bucket = server.bucket): Protocol {
    const { accessKeyId, secretAccessKey } = server;
    const protocol = protocolTo('s3', `${server.endpoint}/${bucket}/${prefix}`, {
      options: { 'part-size': '5M' },
      credentials: async () => ({ kind: 'aws', accessKeyId, secretAccessKey, sessionToken: null }),
      ...more,
    });
    open.push(protocol);
    return protocol;
  }

  /** What a transfer leaves that is stopped when so many bytes are out. */
  async function stopped(protocol: Protocol, relativePath: string) {
    const controller = new AbortController();
    return await transferFile(protocol, {
      path: large,
      relativePath,
      signal: controller.signal,
      onBytesSent: (bytes) => {
        if (bytes >= 11 * mebibyte) controller.abort(new Error('stop'));
      },
    });
  }

  it('lists what is there, looks at one file, and makes a link that opens', async () => {
    const protocol = at('listed');
    const { location } = receiptOf(await transferFile(protocol, { path: small, relativePath: 'a/b c+ü.bin' }));
    receiptOf(await transferFile(protocol, { path: small, relativePath: 'd.bin' }));
    const found: string[] = [];
    for await (const page of protocol.list?.('', signal) ?? [])
      for (const { relativePath, sizeBytes } of page) found.push(`${relativePath} ${sizeBytes}`);
    expect(found.sort()).toEqual(['a/b c+ü.bin 1000', 'd.bin 1000']);
    expect(await protocol.look?.('d.bin', signal)).toMatchObject({ relativePath: 'd.bin', sizeBytes: 1000 });
    expect(await protocol.look?.('e.bin', signal)).toBeNull();
    const link = await protocol.linkTo?.(location ?? '', signal);
    expect((await (await fetch(link ?? '')).arrayBuffer()).byteLength).toBe(1000);
    expect((await fetch(location ?? '')).ok).toBe(false);
    expect(await protocol.linkTo?.('http://elsewhere/x', signal)).toBeNull();
  });

  it('shows unfinished uploads, knows its own, and removes them for good', async () => {
    const protocol = at('unfinished');
    const cut = await stopped(protocol, 'cut.bin');
    const listed = (await protocol.unfinished?.list(signal)) ?? [];
    expect(listed).toMatchObject([{ relativePath: 'cut.bin' }]);
    const id = protocol.unfinished?.idOf(cut.checkpoint ?? {}) ?? '';
    expect(listed[0]?.id).toBe(id);
    await protocol.unfinished?.remove(id, signal);
    await protocol.unfinished?.remove(id, signal);
    expect(await protocol.unfinished?.list(signal)).toEqual([]);
    // The server has lost it: begun anew, said, and whole.
    const done = await transferFile(protocol, { path: large, relativePath: 'cut.bin', checkpoint: cut.checkpoint });
    expect(receiptOf(done).verification).toBe('md5');
    expect(done.events).toContain('started over');
  });

  it('discards what it began', async () => {
    const protocol = at('discarded');
    const cut = await stopped(protocol, 'cut.bin');
    await protocol.discard(cut.checkpoint ?? {}, signal);
    expect(await protocol.unfinished?.list(signal)).toEqual([]);
  });

  it('keeps both, leaves alone or replaces what has the name', async () => {
    const protocol = at('conflicts');
    for (const path of [large, small]) receiptOf(await transferFile(protocol, { path, relativePath: 'x.bin' }));
    expect(await protocol.look?.('x.bin', signal)).toMatchObject({ sizeBytes: 12 * mebibyte });
    expect(await protocol.look?.('x (2).bin', signal)).toMatchObject({ sizeBytes: 1000 });
    expect(receiptOf(await transferFile(protocol, { path: small, relativePath: 'x.bin', conflict: 'skip' })).result).toBe('skipped');
    receiptOf(await transferFile(protocol, { path: small, relativePath: 'x.bin', conflict: 'overwrite' }));
    expect(await protocol.look?.('x.bin', signal)).toMatchObject({ sizeBytes: 1000 });
    receiptOf(await transferFile(protocol, { path: large, relativePath: 'x.bin', conflict: 'overwrite' }));
    expect(await protocol.look?.('x.bin', signal)).toMatchObject({ sizeBytes: 12 * mebibyte });
  });

  it('gives two files of one name different ones, also at the same moment', async () => {
    const protocol = at('twins');
    const both = await Promise.all([large, small].map((path) => transferFile(protocol, { path, relativePath: 'x.bin' })));
    expect(new Set(both.map((done) => receiptOf(done).location)).size).toBe(2);
  });

  it('says clearly which of key, secret and bucket is wrong', async () => {
    const { accessKeyId, secretAccessKey } = server;
    const keys = { kind: 'aws', accessKeyId, secretAccessKey, sessionToken: null } as const;
    const wrongSecret = at('', { credentials: async () => ({ ...keys, secretAccessKey: 'wrong' }) });
    const wrongKey = at('', { credentials: async () => ({ ...keys, accessKeyId: 'nobody' }) });
    const noKeys = at('', { credentials: async () => ({ kind: 'none' }) });
    const wrongBucket = at('', {}, 'nowhere');
    for (const [protocol, expected] of [
      [wrongSecret, { code: 'sign-in-refused', details: { reason: 'secret-key' } }],
      // Swift does not tell the two apart.
      [wrongKey, { code: 'sign-in-refused', details: { reason: 'secret-key' } }],
      [noKeys, { code: 'secret-missing', details: { reason: 'access-key' } }],
      [wrongBucket, { code: 'bucket-missing', details: { reason: 'nowhere' } }],
    ] as const) {
      await expect(protocol.probe(signal)).rejects.toMatchObject(expected);
      expect(errorOf(await transferFile(protocol, { path: small }))).toMatchObject(expected);
    }
  });

  it('refuses a name that no key can have', async () => {
    const long = await transferFile(at('long'), { path: small, relativePath: `${'x'.repeat(250)}/`.repeat(4).concat('y'.repeat(40)) });
    expect(errorOf(long)).toMatchObject({ code: 'name-refused' });
  });
});
