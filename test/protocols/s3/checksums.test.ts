import { describe, expect, it } from 'vitest';
import type { Checkpoint, Protocol } from '../../../electron/engine/protocols/protocol.ts';
import type { ContentCrc } from '../../../electron/engine/protocols/s3/content-crc.ts';
import { refusal } from '../../servers/start-scripted-s3.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { isComplete, isQuestion, scriptedSetting } from './scripted-setting.ts';

const mebibyte = 1024 * 1024;
const all: readonly ContentCrc[] = ['crc64nvme', 'crc32c', 'crc32'];
const signal = new AbortController().signal;

describe('the checksums of S3', () => {
  const at = scriptedSetting();

  /** What a transfer leaves that is stopped when so many bytes are out. */
  async function stopped(protocol: Protocol): Promise<Checkpoint> {
    const controller = new AbortController();
    const { checkpoint } = await transferFile(protocol, {
      path: at.large,
      signal: controller.signal,
      onBytesSent: (bytes) => {
        if (bytes >= 11 * mebibyte) controller.abort(new Error('stop'));
      },
    });
    return checkpoint ?? {};
  }

  it.each([
    [all, 'whole', 'crc64nvme'],
    [['crc32c', 'crc32'], 'whole', 'crc32c'],
    [['crc32c', 'crc32'], 'parts', 'crc32c'],
    [['crc32'], 'whole', 'crc32'],
    [['crc32'], 'parts', 'crc32'],
    [[], 'whole', 'md5'],
  ] as const)('at a service that compares %j and keeps that of the %s, %s proves', async (knows, keeps, best) => {
    const protocol = await at.begin({ crcs: { knows, keeps } });
    for (const path of [at.small, at.large]) expect(receiptOf(await transferFile(protocol, { path })).verification).toBe(best);
    expect(await protocol.probe(signal)).toMatchObject({ checksum: best });
    expect(at.server.uploads.size).toBe(0);
    expect([...at.server.objects.keys()]).toEqual(['/bucket/small.bin', '/bucket/large.bin']);
    const completion = at.server.requests.find(isComplete);
    expect(completion?.body.toString().match(/<Checksum/g)?.length ?? 0).toBe(best === 'md5' ? 0 : 3);
    const saysWhole = Object.keys(completion?.headers ?? {}).some((name) => /^x-amz-checksum-crc/.test(name));
    expect(saysWhole).toBe(best !== 'md5' && keeps === 'whole');
  });

  it('takes the one that the address names, where the service compares it', async () => {
    await at.begin({ crcs: { knows: all } });
    expect(receiptOf(await transferFile(at.another({ checksum: 'crc32c' }), { path: at.large })).verification).toBe('crc32c');
    const seen = at.server.requests.length;
    expect(receiptOf(await transferFile(at.another({ checksum: 'md5' }), { path: at.small })).verification).toBe('md5');
    expect(receiptOf(await transferFile(at.another({ checksum: 'off' }), { path: at.small })).verification).toBe('size');
    expect(at.server.requests.slice(seen).some(isQuestion)).toBe(false);
  });

  it.each(all)('sends the one part again of which a bit changed on the way, which the service refuses by its %s', async (crc) => {
    let flipped = 0;
    const protocol = await at.begin({
      crcs: { knows: [crc] },
      arrives: ({ body, query, path }) => {
        if (query.get('partNumber') !== '2' || body.length === 0 || flipped > 0 || path.endsWith('/gantry-probe')) return body;
        flipped += 1;
        const other = Buffer.from(body);
        other[1_000_000] = (other[1_000_000] ?? 0) ^ 1;
        return other;
      },
    });
    expect(receiptOf(await transferFile(protocol, { path: at.large })).verification).toBe(crc);
    expect([...at.partsSent()].sort()).toEqual(['1', '2', '2', '3']);
  });

  it.each(['whole', 'parts'] as const)('goes on after a stop, and proves the CRC of the %s without sending a part again', async (keeps) => {
    const checkpoint = await stopped(await at.begin({ crcs: { knows: ['crc32c'], keeps } }));
    const done = await transferFile(at.another(), { path: at.large, checkpoint });
    expect(receiptOf(done).verification).toBe('crc32c');
    expect(at.partsSent().filter((number) => number === '1').length).toBe(1);
  });

  it('takes parts that it did not write down by their CRCs, and sends one again that is another', async () => {
    let isFirst = true;
    const protocol = await at.begin({
      crcs: { knows: all },
      script: (request) => {
        if (!isComplete(request) || !isFirst) return null;
        isFirst = false;
        return refusal(500, 'InternalError');
      },
    });
    const { checkpoint } = await transferFile(protocol, { path: at.large });
    for (const upload of at.server.uploads.values()) upload.parts.set(2, Buffer.alloc(5 * mebibyte));
    const done = await transferFile(at.another(), { path: at.large, checkpoint: { ...checkpoint, parts: '' } });
    expect(receiptOf(done).verification).toBe('crc64nvme');
    expect([...at.partsSent()].sort()).toEqual(['1', '2', '2', '3']);
  });

  it('knows its own object by its CRC when the answer to the completion was lost', async () => {
    let isFirst = true;
    const protocol = await at.begin({
      crcs: { knows: all },
      script: (request, answer) => {
        if (!isComplete(request) || !isFirst) return null;
        isFirst = false;
        answer();
        return refusal(500, 'InternalError');
      },
    });
    const lost = await transferFile(protocol, { path: at.large });
    expect(errorOf(lost)).toMatchObject({ code: 'server-error' });
    const done = await transferFile(protocol, { path: at.large, checkpoint: lost.checkpoint });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'crc64nvme' });
    expect(at.partsSent().length).toBe(3);
  });

  it('is not content with another CRC of the whole', async () => {
    const protocol = await at.begin({
      crcs: { knows: all },
      script: (request, answer) => {
        if (!isComplete(request)) return null;
        const { body = '', ...rest } = answer();
        return { ...rest, body: body.replace(/(<ChecksumCRC64NVME>)[^<]*/, '$1AAAAAAAAAAA=') };
      },
    });
    expect(errorOf(await transferFile(protocol, { path: at.large }))).toMatchObject({ code: 'checksum-mismatch' });
  });

  it('says no more than "size checked" of what the service took without comparing', async () => {
    const protocol = await at.begin({
      crcs: { knows: ['crc64nvme'] },
      script: (request, answer) => {
        if (isQuestion(request)) return null;
        const { headers = {}, ...rest } = answer();
        const kept = Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum'));
        return { ...rest, headers: { ...Object.fromEntries(kept), ...(headers['ETag'] === undefined ? {} : { ETag: '"opaque"' }) } };
      },
    });
    expect(receiptOf(await transferFile(protocol, { path: at.small })).verification).toBe('size');
    expect(receiptOf(await transferFile(protocol, { path: at.large })).verification).toBe('size');
    expect(await protocol.probe(signal)).toMatchObject({ checksum: null });
  });

  it.each([
    ['"opaque"', 'accepted'],
    [null, 'md5'],
  ])('says "accepted" where this key may not even look, and the ETag is %s', async (etag, verification) => {
    const protocol = await at.begin({
      crcs: { knows: [] },
      script: (request, answer) => {
        if (request.method === 'HEAD') return { status: 403 };
        const { headers = {}, body = '', ...rest } = answer();
        if (etag === null || !/^(PUT|POST)$/.test(request.method)) return { ...rest, headers, body };
        return { ...rest, headers: { ...headers, ETag: etag }, body: body.replace(/<ETag>[^<]*/, `<ETag>${etag}`) };
      },
    });
    for (const path of [at.small, at.large]) expect(receiptOf(await transferFile(protocol, { path })).verification).toBe(verification);
  });
});
