import { Buffer } from 'node:buffer';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Checkpoint } from '../../../electron/engine/protocols/protocol.ts';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { startNginx } from '../../servers/start-nginx.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { scriptedServer } from '../transport/scripted-server.ts';
import { putToRecorder, recordedSize as size } from './put-to-recorder.ts';

const signal = new AbortController().signal;

describe('the look afterwards', () => {
  it('finds a wrong size', async () => {
    const { path, protocol } = await putToRecorder(({ method }) =>
      method === 'HEAD' ? { status: 200, headers: { 'Content-Length': '5' } } : undefined,
    );
    const found = await transferFile(protocol, { path, conflict: 'overwrite' });
    expect(errorOf(found)).toMatchObject({ code: 'size-mismatch', details: { expectedBytes: size, actualBytes: 5 } });
  });

  it('finds that nothing was stored', async () => {
    const { path, protocol } = await putToRecorder(({ method }) => (method === 'PUT' ? { status: 200 } : undefined));
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({ code: 'wrong-protocol', failureClass: 'permanent' });
  });

  it.each([403, 405, 501])('that is refused with %i is not asked for again, unless the file is to be verified', async (status) => {
    const values = new Map<string, number>();
    const { server, path } = await putToRecorder(({ method }) => (method === 'HEAD' ? { status } : undefined));
    const protocol = protocolTo('put', server.url, { memory: memoryOf(values) });
    const first = await transferFile(protocol, { path, relativePath: 'one' });
    expect([receiptOf(first).verification, values.get('lookAfterPut')]).toEqual(['accepted', 1]);
    const count = server.requests().length;
    receiptOf(await transferFile(protocol, { path, relativePath: 'two' }));
    const second = server.requests().slice(count);
    expect(second.map(({ method, headers }) => [method, headers['if-none-match']])).toEqual([['PUT', '*']]);
    const third = await transferFile(protocol, { path, relativePath: 'three', verify: true });
    expect([
      receiptOf(third).verification,
      server
        .requests()
        .slice(-2)
        .map(({ method }) => method),
    ]).toEqual(['content', ['HEAD', 'GET']]);
  });

  it('that fails is made good without sending again', async () => {
    for (const conflict of ['rename', 'overwrite'] as const) {
      let heads = 0;
      const { server, path, protocol } = await putToRecorder(({ method }) => {
        if (method !== 'HEAD') return undefined;
        heads += 1;
        return heads === 2 ? { status: 503 } : undefined;
      });
      const failed = await transferFile(protocol, { path, conflict });
      expect(errorOf(failed)).toMatchObject({ code: 'server-busy' });
      const done = await transferFile(protocol, { path, conflict, checkpoint: failed.checkpoint });
      expect([receiptOf(done).verification, done.sent]).toEqual(['size', [size]]);
      expect(server.requests().filter(({ method }) => method === 'PUT')).toHaveLength(1);
    }
  });
});

describe('after a try that broke off', () => {
  const sent = (name: string): Checkpoint => ({ protocol: 'put', relativePath: name, wasFree: true, isAnswered: false });

  it('the chosen name is written down before the first byte', async () => {
    const { path, place, protocol } = await putToRecorder(({ method }) => (method === 'PUT' ? 'abort' : undefined));
    await place('a.bin', 'old');
    const cut = await transferFile(protocol, { path });
    expect(errorOf(cut)).toMatchObject({ code: 'connection-lost' });
    expect(cut.checkpoints).toEqual([{ checkpoint: sent('a (2).bin'), bytesConfirmed: 0 }]);
  });

  it('a file of our size under the chosen name is ours', async () => {
    const { path, bytes, asked, place, protocol } = await putToRecorder();
    await place('a (2).bin', bytes);
    const done = await transferFile(protocol, { path, checkpoint: sent('a (2).bin') });
    expect([receiptOf(done).verification, asked(), done.sent]).toEqual(['size', 'HEAD /a%20(2).bin, GET /a%20(2).bin', [size]]);
  });

  it('an empty file that arrived is not sent under a second name', async () => {
    const { asked, place, protocol } = await putToRecorder();
    const { path } = await fileOf(0, 'empty');
    await place('empty', '');
    receiptOf(await transferFile(protocol, { path, checkpoint: sent('empty') }));
    expect(asked()).toBe('HEAD /empty');
  });

  it('a rest of our own is replaced', async () => {
    const { path, bytes, asked, place, placed, protocol } = await putToRecorder();
    for (const rest of [bytes.subarray(0, 60_000), bytes.subarray(0, 9), Buffer.alloc(0)]) {
      await place('a.bin', rest);
      expect(receiptOf(await transferFile(protocol, { path, checkpoint: sent('a.bin') })).result).toBe('stored');
      expect((await placed('a.bin')).equals(bytes)).toBe(true);
    }
    expect(asked()).not.toContain('(2)');
  });

  it.skipIf(!hasProgram('nginx'))(`a long rest of our own is replaced ${missingProgram('nginx') ?? ''}`, async () => {
    const nginx = await startNginx();
    onTestFinished(() => nginx.close());
    const { path, bytes } = await fileOf(size, 'a.bin');
    await writeFile(join(nginx.directory, 'a.bin'), bytes.subarray(0, 150_000));
    const receipt = receiptOf(await transferFile(protocolTo('put', nginx.url), { path, checkpoint: sent('a.bin') }));
    expect([receipt.location, (await readFile(join(nginx.directory, 'a.bin'))).equals(bytes)]).toEqual([`${nginx.url}a.bin`, true]);
  });

  it('a stranger’s file is left alone', async () => {
    for (const stranger of [Buffer.from('somebody else'), Buffer.alloc(size + 1), Buffer.alloc(size - 1)]) {
      const { path, bytes, place, placed, protocol } = await putToRecorder();
      await place('a.bin', stranger);
      receiptOf(await transferFile(protocol, { path, checkpoint: sent('a.bin') }));
      expect([(await placed('a.bin')).equals(stranger), (await placed('a (2).bin')).equals(bytes)]).toEqual([true, true]);
    }
  });

  it('the same name is used when it is still free', async () => {
    const { path, place, placed, protocol, bytes } = await putToRecorder();
    await place('a.bin', 'old');
    receiptOf(await transferFile(protocol, { path, checkpoint: sent('a (2).bin') }));
    expect((await placed('a (2).bin')).equals(bytes)).toBe(true);
  });

  it('a question that fails sends nothing', async () => {
    const { server, path, protocol } = await putToRecorder(({ method }) => (method === 'HEAD' ? { status: 502 } : undefined));
    const failed = await transferFile(protocol, { path, checkpoint: sent('a.bin') });
    expect(errorOf(failed)).toMatchObject({ code: 'server-error' });
    expect(server.requests().map(({ method }) => method)).toEqual(['HEAD']);
  });
});

describe('a PUT destination', () => {
  it('keeps its prefix and query and makes folders of the path', async () => {
    const { server, path, asked } = await putToRecorder();
    const protocol = protocolTo('put', `${server.url}pre%20fix/?sig=1`);
    receiptOf(await transferFile(protocol, { path, relativePath: 'a b/c?.bin', conflict: 'overwrite' }));
    expect(asked()).toBe('HEAD /pre%20fix/a%20b/c%3F.bin?sig=1, PUT /pre%20fix/a%20b/c%3F.bin?sig=1, HEAD /pre%20fix/a%20b/c%3F.bin?sig=1');
    expect(server.requests()[1]?.headers).toMatchObject({ 'content-length': String(size), 'content-type': 'application/octet-stream' });
  });

  it('is asked first for a large file, and spares its bytes when the answer is no', async () => {
    const { server, protocol } = await putToRecorder(undefined, {
      expectation: ({ method }) => (method === 'PUT' ? { status: 413 } : undefined),
    });
    const { path } = await fileOf(5_000_000);
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({ code: 'too-large', failureClass: 'permanent' });
    expect(server.requests().at(-1)?.bytes).toBe(0);
  });

  it.each([200, 204, 400, 404, 405, 501])('can be used when it answers OPTIONS with %i', async (status) => {
    const server = await scriptedServer((_request, response) => response.writeHead(status, { Server: 'x' }).end());
    expect(await protocolTo('put', server.url).probe(signal)).toEqual({ isResumable: false, maxFileSizeBytes: null, serverName: 'x' });
  });

  it('removes nothing when a transfer is discarded', async () => {
    const { server, protocol } = await putToRecorder();
    await protocol.discard({ protocol: 'put', relativePath: 'a.bin', wasFree: true, isAnswered: false }, signal);
    expect(server.requests()).toEqual([]);
  });
});
