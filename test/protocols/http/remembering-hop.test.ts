import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProxiedRequest } from '../../servers/http-fault.ts';
import { startHttpFaultProxy } from '../../servers/start-http-fault-proxy.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

describe('a hop that remembers', () => {
  it('that a name was free does not make it two files when an answer is lost', async () => {
    const server = await startPutRecorder({});
    onTestFinished(() => server.close());
    const { path, bytes } = await fileOf(200_000, 'a.bin');
    const proxy = await startHttpFaultProxy(server.url);
    onTestFinished(() => proxy.close());
    const protocol = protocolTo('put', proxy.url);
    onTestFinished(() => protocol.close());
    proxy.addRule({ method: 'PUT', times: 1, fault: { kind: 'lose-answer' } });
    const isFromMemory = ({ headers }: ProxiedRequest): boolean => headers['cache-control'] !== 'no-cache';
    proxy.addRule({ method: 'HEAD', when: isFromMemory, fault: { kind: 'answer', status: 404 } });
    const lost = await transferFile(protocol, { path });
    expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
    expect(receiptOf(await transferFile(protocol, { path, checkpoint: lost.checkpoint })).location).toMatch(/a\.bin$/);
    expect((await readFile(join(server.directory, 'a.bin'))).equals(bytes)).toBe(true);
    expect(await readdir(server.directory)).toEqual(['a.bin']);
  });
});
