import { describe, expect, it } from 'vitest';
import type { ContentCrc } from '../../../electron/engine/protocols/s3/content-crc.ts';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { refusal } from '../../servers/start-scripted-s3.ts';
import { receiptOf, transferFile } from '../transfer-file.ts';
import { isPart, isQuestion, scriptedSetting } from './scripted-setting.ts';

const all: readonly ContentCrc[] = ['crc64nvme', 'crc32c', 'crc32'];
const signal = new AbortController().signal;

describe('which checksums an S3 compares', () => {
  const at = scriptedSetting();

  it('finds that out by the probe, once, and stores nothing for it', async () => {
    const protocol = await at.begin({ crcs: { knows: ['crc32c'], refusesOthers: true } });
    expect(await protocol.probe(signal)).toMatchObject({ checksum: 'crc32c' });
    expect([at.server.objects.size, at.server.uploads.size]).toEqual([0, 0]);
    const asked = at.server.requests.length;
    await protocol.probe(signal);
    await transferFile(protocol, { path: at.small });
    expect(at.server.requests.slice(asked).some(isQuestion)).toBe(false);
  });

  it('asks once for many files at the same moment', async () => {
    const protocol = await at.begin({ crcs: { knows: all } });
    const done = await Promise.all([1, 2, 3, 4].map((number) => transferFile(protocol, { path: at.small, relativePath: `${number}.bin` })));
    expect(done.map((one) => receiptOf(one).verification)).toEqual(['crc64nvme', 'crc64nvme', 'crc64nvme', 'crc64nvme']);
    expect(at.server.requests.filter((request) => isQuestion(request) && isPart(request)).length).toBe(1);
  });

  it('never believes a service that only says back what it was told', async () => {
    const protocol = await at.begin({ crcs: { knows: all, does: 'repeats' } });
    for (const path of [at.small, at.large]) expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('md5');
    expect(await protocol.probe(signal)).toMatchObject({ checksum: 'md5' });
    expect(at.server.uploads.size).toBe(0);
  });

  it.each([
    ['the key may not ask', 403, 'AccessDenied'],
    ['the service fails over it', 500, 'InternalError'],
  ] as const)('does without where %s, and does not ask for every file', async (_, status, code) => {
    const memory = memoryOf();
    await at.begin({
      crcs: { knows: all },
      script: (request) => (isQuestion(request) && request.method === 'POST' ? refusal(status, code) : null),
    });
    const protocol = at.another({}, { memory });
    expect(await protocol.probe(signal)).toMatchObject({ checksum: 'md5' });
    for (const path of [at.small, at.large]) expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('md5');
    expect(at.server.requests.filter((request) => isQuestion(request) && request.method === 'POST').length).toBe(all.length);
    expect(memory.read('s3Crc64nvme')).toBeNull();
  });

  it('removes the question that a crash kept from ending', async () => {
    const protocol = await at.begin({ crcs: { knows: all } });
    at.server.uploads.set('left', { path: '/bucket/gantry-probe', parts: new Map(), algorithm: 'crc32' });
    await protocol.probe(signal);
    expect(at.server.uploads.size).toBe(0);
  });

  it('stops at once while it asks', async () => {
    const controller = new AbortController();
    const protocol = await at.begin({
      crcs: { knows: all },
      script: (request, answer) => {
        if (isQuestion(request) && isPart(request)) controller.abort(new Error('stop'));
        return answer();
      },
    });
    const [first, second] = await Promise.all([
      transferFile(protocol, { path: at.small, signal: controller.signal }),
      transferFile(protocol, { path: at.large, relativePath: 'second.bin' }),
    ]);
    expect(first?.outcome.ok).toBe(false);
    expect(receiptOf(second).verification).toBe('crc64nvme');
    expect(at.server.uploads.size).toBe(0);
  });
});
