import { describe, expect, it, onTestFinished } from 'vitest';
import type { Checkpoint } from '../../../electron/engine/protocols/protocol.ts';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { startTusServer } from '../../servers/start-tus-server.ts';
import { sameBytes } from '../contract/same-bytes.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { scriptedTus } from './scripted-tus.ts';

const mebibyte = 1024 * 1024;

async function throughHop() {
  const server = await startTusServer();
  const hop = await startHttpFaultProxy(server.url);
  onTestFinished(async () => {
    await hop.close();
    await server.close();
  });
  return { server, hop };
}

describe('a hop that limits the size of requests', () => {
  it('lets a larger file through in parts, and the limit is remembered', async () => {
    const { server, hop } = await throughHop();
    hop.addRule({ fault: { kind: 'limit', limitBytes: mebibyte } });
    const values = new Map<string, number>();
    const { path } = await fileOf(10 * mebibyte);
    const done = await transferFile(protocolTo('tus', hop.url, { memory: memoryOf(values) }), { path });
    expect(receiptOf(done).result).toBe('stored');
    expect((await server.files())[0]?.sizeBytes).toBe(10 * mebibyte);
    expect(values.get('maxBodyBytes')).toBe(0.625 * mebibyte);
    hop.forgetRequests();
    // Another instance: as after a restart.
    receiptOf(await transferFile(protocolTo('tus', hop.url, { memory: memoryOf(values) }), { path }));
    expect(hop.requests().filter((request) => request.status === 413)).toEqual([]);
    expect(hop.requests().filter((request) => request.method === 'PATCH')).toHaveLength(16);
  });

  it('and a server that claims more than was sent to it is asked, and gets the rest', async () => {
    const { server, hop } = await throughHop();
    const size = 4 * mebibyte;
    hop.addRule({ method: 'PATCH', times: 1, fault: { kind: 'change-answer', headers: () => ({ 'Upload-Offset': String(size) }) } });
    const { path } = await fileOf(size);
    const done = await transferFile(protocolTo('tus', hop.url, { memory: memoryOf(new Map([['maxBodyBytes', mebibyte]])) }), { path });
    expect(receiptOf(done).result).toBe('stored');
    expect(await sameBytes(path, (await server.files())[0]?.path ?? null)).toBe(true);
    expect(hop.requests().filter(({ method }) => method === 'PATCH')).toHaveLength(4);
  });

  it('below the smallest part is a file that is too large', async () => {
    const { hop } = await throughHop();
    hop.addRule({ method: 'PATCH', fault: { kind: 'limit', limitBytes: 1_000 } });
    const { path } = await fileOf(2 * mebibyte);
    const refused = await transferFile(protocolTo('tus', hop.url), { path });
    expect(errorOf(refused)).toMatchObject({
      code: 'too-large',
      failureClass: 'permanent',
      details: { httpStatus: 413, sizeBytes: 2 * mebibyte },
    });
  });

  it('and refuses the body of a creation gets that apart', async () => {
    const limitBytes = 300_000;
    const tus = await scriptedTus(({ body }) => (body.byteLength > limitBytes ? { status: 413 } : undefined));
    const values = new Map<string, number>();
    const { path, bytes } = await fileOf(500_000);
    receiptOf(await transferFile(protocolTo('tus', tus.url, { memory: memoryOf(values) }), { path }));
    expect(tus.methods()).toBe('POST POST PATCH PATCH');
    expect(tus.uploads.get('/files/1')?.bytes).toEqual(bytes);
    expect(values.get('maxBodyBytes')).toBe(262_144);
  });

  it('is told from a server that does not take the file at all', async () => {
    const tus = await scriptedTus(({ method }) => (method === 'POST' ? { status: 413 } : undefined));
    const values = new Map<string, number>();
    const { path } = await fileOf(1_000);
    const refused = await transferFile(protocolTo('tus', tus.url, { memory: memoryOf(values) }), { path });
    expect(errorOf(refused)).toMatchObject({ code: 'too-large' });
    expect([tus.methods(), values.size]).toEqual(['POST POST', 0]);
  });
});

describe('a hop that keeps requests back until they are whole, and cuts long ones', () => {
  it.each(['reset', 'cut-request'] as const)('lets a larger file through in parts: %s', async (kind) => {
    const { server, hop } = await throughHop();
    const limitBytes = 3 * mebibyte;
    // Nothing of a cut request reaches the server, so every try begins at the same offset.
    hop.addRule({
      method: 'PATCH',
      when: (request) => (request.contentLength ?? 0) > limitBytes,
      fault: kind === 'reset' ? { kind } : { kind, afterBytes: 0 },
    });
    const { path } = await fileOf(10 * mebibyte);
    const protocol = protocolTo('tus', hop.url);
    let checkpoint: Checkpoint | null = null;
    let attempts = 0;
    for (let isStored = false; !isStored; attempts++) {
      expect(attempts).toBeLessThan(8);
      const tried = await transferFile(protocol, { path, checkpoint, uploadId: 'same' });
      checkpoint = tried.checkpoint;
      isStored = tried.outcome.ok;
      if (!isStored) expect(errorOf(tried)).toMatchObject({ code: 'connection-lost' });
    }
    expect(attempts).toBeGreaterThan(2);
    expect((await server.files()).map((file) => file.sizeBytes)).toEqual([10 * mebibyte]);
  });
});
