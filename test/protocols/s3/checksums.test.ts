import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint, Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import type { ContentCrc } from '../../../electron/engine/protocols/s3/content-crc.ts';
import { memoryOf } from '../../engine/protocols/memory-of.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import type { ScriptedCrcs } from '../../servers/parts/scripted-crcs.ts';
import type { TemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import type { ScriptedRequest, ScriptedS3, ScriptedS3Options } from '../../servers/start-scripted-s3.ts';
import { refusal, startScriptedS3 } from '../../servers/start-scripted-s3.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;
const all: readonly ContentCrc[] = ['crc64nvme', 'crc32c', 'crc32'];

describe('the checksums of S3', () => {
  let home: TemporaryDirectory;
  let server: ScriptedS3;
  const open: Protocol[] = [];
  let small = '';
  /** Of three parts. */
  let large = '';

  beforeEach(async () => {
    home = await makeTemporaryDirectory('s3-sums');
    small = join(home.path, 'small.bin');
    large = join(home.path, 'large.bin');
    await writePseudoRandomFile(small, 70_000, 'small');
    await writePseudoRandomFile(large, 12 * mebibyte, 'large');
  });
  afterEach(async () => {
    for (const protocol of open.splice(0)) protocol.close();
    await server.close();
    await home.remove();
  });

  function another(options: Readonly<Record<string, string>> = {}, more: Partial<ProtocolOptions> = {}): Protocol {
    const protocol = protocolTo('s3', `${server.origin}/bucket/`, {
      options: { 'part-size': '5M', ...options },
      credentials: async () => ({ kind: 'aws', accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: null }),
      ...more,
    });
    open.push(protocol);
    return protocol;
  }

  async function at(crcs: Partial<ScriptedCrcs>, more: Omit<ScriptedS3Options, 'crcs'> = {}): Promise<Protocol> {
    server = await startScriptedS3({ crcs, ...more });
    return another();
  }

  const isQuestion = ({ path }: ScriptedRequest): boolean => path.endsWith('/gantry-probe');
  const isPart = ({ method, query }: ScriptedRequest): boolean => method === 'PUT' && query.has('partNumber');
  const isComplete = ({ method, query }: ScriptedRequest): boolean => method === 'POST' && query.has('uploadId');
  const partsSent = (): readonly string[] =>
    server.requests
      .filter((request) => isPart(request) && !isQuestion(request) && request.body.length > 0)
      .map(({ query }) => query.get('partNumber') ?? '');

  /** What a transfer leaves that is stopped when so many bytes are out. */
  async function stopped(protocol: Protocol): Promise<Checkpoint> {
    const controller = new AbortController();
    const { checkpoint } = await transferFile(protocol, {
      path: large,
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
    const protocol = await at({ knows, keeps });
    for (const path of [small, large]) expect(receiptOf(await transferFile(protocol, { path })).verification).toBe(best);
    expect(await protocol.probe(signal)).toMatchObject({ checksum: best });
    expect(server.uploads.size).toBe(0);
    expect([...server.objects.keys()]).toEqual(['/bucket/small.bin', '/bucket/large.bin']);
    const completion = server.requests.find(isComplete);
    expect(completion?.body.toString().match(/<Checksum/g)?.length ?? 0).toBe(best === 'md5' ? 0 : 3);
    const saysWhole = Object.keys(completion?.headers ?? {}).some((name) => /^x-amz-checksum-crc/.test(name));
    expect(saysWhole).toBe(best !== 'md5' && keeps === 'whole');
  });

  it('finds that out by the probe, once, and stores nothing for it', async () => {
    const protocol = await at({ knows: ['crc32c'], refusesOthers: true });
    expect(await protocol.probe(signal)).toMatchObject({ checksum: 'crc32c' });
    expect([server.objects.size, server.uploads.size]).toEqual([0, 0]);
    const asked = server.requests.length;
    await protocol.probe(signal);
    await transferFile(protocol, { path: small });
    expect(server.requests.slice(asked).some(isQuestion)).toBe(false);
  });

  it('asks once for many files at the same moment', async () => {
    const protocol = await at({ knows: all });
    const done = await Promise.all([1, 2, 3, 4].map((number) => transferFile(protocol, { path: small, relativePath: `${number}.bin` })));
    expect(done.map((one) => receiptOf(one).verification)).toEqual(['crc64nvme', 'crc64nvme', 'crc64nvme', 'crc64nvme']);
    expect(server.requests.filter((request) => isQuestion(request) && isPart(request)).length).toBe(1);
  });

  it('never believes a service that only says back what it was told', async () => {
    const protocol = await at({ knows: all, does: 'repeats' });
    for (const path of [small, large]) expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('md5');
    expect(await protocol.probe(signal)).toMatchObject({ checksum: 'md5' });
    expect(server.uploads.size).toBe(0);
  });

  it('takes the one that the address names, where the service compares it', async () => {
    await at({ knows: all });
    expect(receiptOf(await transferFile(another({ checksum: 'crc32c' }), { path: large })).verification).toBe('crc32c');
    const seen = server.requests.length;
    expect(receiptOf(await transferFile(another({ checksum: 'md5' }), { path: small })).verification).toBe('md5');
    expect(receiptOf(await transferFile(another({ checksum: 'off' }), { path: small })).verification).toBe('size');
    expect(server.requests.slice(seen).some(isQuestion)).toBe(false);
  });

  it.each(all)('sends the one part again of which a bit changed on the way, which the service refuses by its %s', async (crc) => {
    let flipped = 0;
    const protocol = await at(
      { knows: [crc] },
      {
        arrives: ({ body, query, path }) => {
          if (query.get('partNumber') !== '2' || body.length === 0 || flipped > 0 || path.endsWith('/gantry-probe')) return body;
          flipped += 1;
          const other = Buffer.from(body);
          other[1_000_000] = (other[1_000_000] ?? 0) ^ 1;
          return other;
        },
      },
    );
    expect(receiptOf(await transferFile(protocol, { path: large })).verification).toBe(crc);
    expect([...partsSent()].sort()).toEqual(['1', '2', '2', '3']);
  });

  it.each(['whole', 'parts'] as const)('goes on after a stop, and proves the CRC of the %s without sending a part again', async (keeps) => {
    const checkpoint = await stopped(await at({ knows: ['crc32c'], keeps }));
    const done = await transferFile(another(), { path: large, checkpoint });
    expect(receiptOf(done).verification).toBe('crc32c');
    expect(partsSent().filter((number) => number === '1').length).toBe(1);
  });

  it('takes parts that it did not write down by their CRCs, and sends one again that is another', async () => {
    let isFirst = true;
    const protocol = await at(
      { knows: all },
      {
        script: (request) => {
          if (!isComplete(request) || !isFirst) return null;
          isFirst = false;
          return refusal(500, 'InternalError');
        },
      },
    );
    const { checkpoint } = await transferFile(protocol, { path: large });
    for (const upload of server.uploads.values()) upload.parts.set(2, Buffer.alloc(5 * mebibyte));
    const done = await transferFile(another(), { path: large, checkpoint: { ...checkpoint, parts: '' } });
    expect(receiptOf(done).verification).toBe('crc64nvme');
    expect([...partsSent()].sort()).toEqual(['1', '2', '2', '3']);
  });

  it('knows its own object by its CRC when the answer to the completion was lost', async () => {
    let isFirst = true;
    const protocol = await at(
      { knows: all },
      {
        script: (request, answer) => {
          if (!isComplete(request) || !isFirst) return null;
          isFirst = false;
          answer();
          return refusal(500, 'InternalError');
        },
      },
    );
    const lost = await transferFile(protocol, { path: large });
    expect(errorOf(lost)).toMatchObject({ code: 'server-error' });
    const done = await transferFile(protocol, { path: large, checkpoint: lost.checkpoint });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'crc64nvme' });
    expect(partsSent().length).toBe(3);
  });

  it('is not content with another CRC of the whole', async () => {
    const protocol = await at(
      { knows: all },
      {
        script: (request, answer) => {
          if (!isComplete(request)) return null;
          const { body = '', ...rest } = answer();
          return { ...rest, body: body.replace(/(<ChecksumCRC64NVME>)[^<]*/, '$1AAAAAAAAAAA=') };
        },
      },
    );
    expect(errorOf(await transferFile(protocol, { path: large }))).toMatchObject({ code: 'checksum-mismatch' });
  });

  it('says no more than "size checked" of what the service took without comparing', async () => {
    const protocol = await at(
      { knows: ['crc64nvme'] },
      {
        script: (request, answer) => {
          if (isQuestion(request)) return null;
          const { headers = {}, ...rest } = answer();
          const kept = Object.entries(headers).filter(([name]) => !name.startsWith('x-amz-checksum'));
          return { ...rest, headers: { ...Object.fromEntries(kept), ...(headers['ETag'] === undefined ? {} : { ETag: '"opaque"' }) } };
        },
      },
    );
    expect(receiptOf(await transferFile(protocol, { path: small })).verification).toBe('size');
    expect(receiptOf(await transferFile(protocol, { path: large })).verification).toBe('size');
    expect(await protocol.probe(signal)).toMatchObject({ checksum: null });
  });

  it('does without where the key may not ask, and does not ask for every file', async () => {
    const memory = memoryOf();
    server = await startScriptedS3({
      crcs: { knows: all },
      script: (request) => (isQuestion(request) && request.method === 'POST' ? refusal(403, 'AccessDenied') : null),
    });
    const protocol = another({}, { memory });
    expect(await protocol.probe(signal)).toMatchObject({ checksum: 'md5' });
    for (const path of [small, large]) expect(receiptOf(await transferFile(protocol, { path })).verification).toBe('md5');
    expect(server.requests.filter((request) => isQuestion(request) && request.method === 'POST').length).toBe(all.length);
    expect(memory.read('s3Crc64nvme')).toBeNull();
  });

  it('removes the question that a crash kept from ending', async () => {
    const protocol = await at({ knows: all });
    server.uploads.set('left', { path: '/bucket/gantry-probe', parts: new Map(), algorithm: 'crc32' });
    await protocol.probe(signal);
    expect(server.uploads.size).toBe(0);
  });

  it('stops at once while it asks', async () => {
    const controller = new AbortController();
    const protocol = await at(
      { knows: all },
      {
        script: (request, answer) => {
          if (isQuestion(request) && isPart(request)) controller.abort(new Error('stop'));
          return answer();
        },
      },
    );
    const [first, second] = await Promise.all([
      transferFile(protocol, { path: small, signal: controller.signal }),
      transferFile(protocol, { path: large, relativePath: 'second.bin' }),
    ]);
    expect(first?.outcome.ok).toBe(false);
    expect(receiptOf(second).verification).toBe('crc64nvme');
    expect(server.uploads.size).toBe(0);
  });
});
