import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import { writePseudoRandomFile } from '../../files/make-tree.ts';
import type { TemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import { makeTemporaryDirectory } from '../../servers/parts/temporary-directory.ts';
import type { ScriptedRequest, ScriptedS3, ScriptedS3Options } from '../../servers/start-scripted-s3.ts';
import { refusal, startScriptedS3 } from '../../servers/start-scripted-s3.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { isQuestion } from './scripted-setting.ts';

const mebibyte = 1024 * 1024;
const signal = new AbortController().signal;

describe('S3, when a server says what it rarely says', () => {
  let home: TemporaryDirectory;
  let server: ScriptedS3;
  let protocol: Protocol;
  /** Of three parts. */
  let path = '';

  beforeEach(async () => {
    home = await makeTemporaryDirectory('s3-odd');
    path = join(home.path, 'large.bin');
    await writePseudoRandomFile(path, 12 * mebibyte, 'odd');
  });
  afterEach(async () => {
    protocol.close();
    await server.close();
    await home.remove();
  });

  async function begin(options: ScriptedS3Options = {}, more: Partial<ProtocolOptions> = {}): Promise<void> {
    server = await startScriptedS3(options);
    protocol = protocolTo('s3', `${server.origin}/bucket/`, {
      options: { 'part-size': '5M' },
      credentials: async () => ({ kind: 'aws', accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: null }),
      ...more,
    });
  }

  const isComplete = ({ method, query }: ScriptedRequest): boolean => method === 'POST' && query.has('uploadId');
  const bytesPut = (): number => server.requests.reduce((sum, { method, body }) => sum + (method === 'PUT' ? body.length : 0), 0);

  it.each([
    ['an error in a success', () => ({ ...refusal(503, 'InternalError'), status: 200 })],
    ['nothing in a success', () => ({ status: 200 })],
    ['a wrong part', () => refusal(400, 'InvalidPart')],
  ])('completes again after %s, and sends no part again', async (_what, answer) => {
    let asked = 0;
    await begin({ script: (request) => (isComplete(request) && ++asked === 1 ? answer() : null) });
    const first = await transferFile(protocol, { path });
    const done = first.outcome.ok ? first : await transferFile(protocol, { path, checkpoint: first.checkpoint });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'md5' });
    expect(asked).toBe(2);
    expect(bytesPut()).toBe(12 * mebibyte);
    expect(server.uploads.size).toBe(0);
  });

  it('knows its own object when the answer to the completion was lost', async () => {
    let isFirst = true;
    await begin({
      script: (request, answer) => {
        if (!isComplete(request) || !isFirst) return null;
        isFirst = false;
        answer();
        return refusal(500, 'InternalError');
      },
    });
    const lost = await transferFile(protocol, { path });
    expect(errorOf(lost)).toMatchObject({ code: 'server-error' });
    const done = await transferFile(protocol, { path, checkpoint: lost.checkpoint });
    expect(receiptOf(done)).toMatchObject({ result: 'stored', verification: 'md5' });
    expect(done.events).not.toContain('started over');
    expect(bytesPut()).toBe(12 * mebibyte);
  });

  it('begins anew, once, when the server lost the upload', async () => {
    let lost = false;
    await begin({
      script: (request) => {
        if (lost || !isComplete(request)) return null;
        lost = true;
        server.uploads.clear();
        return refusal(404, 'NoSuchUpload');
      },
    });
    const done = await transferFile(protocol, { path });
    expect(receiptOf(done).verification).toBe('md5');
    expect(done.events).toContain('started over');
    expect(bytesPut()).toBe(24 * mebibyte);
  });

  it('sends the one part again of which a bit changed on the way', async () => {
    let flipped = 0;
    await begin({
      arrives: ({ body, query }) => {
        if (query.get('partNumber') !== '2' || body.length === 0 || flipped > 0) return body;
        flipped += 1;
        const other = Buffer.from(body);
        other[1_000_000] = (other[1_000_000] ?? 0) ^ 1;
        return other;
      },
    });
    const done = await transferFile(protocol, { path });
    expect(receiptOf(done).verification).toBe('md5');
    expect(bytesPut()).toBe(17 * mebibyte);
  });

  it.each([[[]], [['crc64nvme'] as const]])(
    'never stores a small file of which a bit changed on the way, at a service that compares %j',
    async (knows) => {
      const small = join(home.path, 'small.bin');
      await writePseudoRandomFile(small, 2 * mebibyte, 'small');
      await begin({
        crcs: { knows },
        arrives: ({ body }) => {
          const other = Buffer.from(body);
          if (other.length > 0) other[7] = (other[7] ?? 0) ^ 1;
          return other;
        },
      });
      const spoilt = await transferFile(protocol, { path: small });
      expect(errorOf(spoilt)).toMatchObject({ code: 'checksum-mismatch', failureClass: 'transient' });
      expect(server.objects.size).toBe(0);
    },
  );

  it('removes what a creation left whose answer never came', async () => {
    let isFirst = true;
    await begin({
      script: (request, answer) => {
        if (request.method !== 'POST' || !request.query.has('uploads') || isQuestion(request) || !isFirst) return null;
        isFirst = false;
        answer();
        return { status: 500 };
      },
    });
    const lost = await transferFile(protocol, { path });
    expect(errorOf(lost)).toMatchObject({ code: 'server-error' });
    expect(server.uploads.size).toBe(1);
    receiptOf(await transferFile(protocol, { path, checkpoint: lost.checkpoint }));
    expect(server.uploads.size).toBe(0);
    expect(server.objects.size).toBe(1);
  });

  it('signs for the region that the server names, and keeps to it', async () => {
    await begin({
      script: ({ headers }) =>
        String(headers['authorization']).includes('/eu-west-3/s3/')
          ? null
          : refusal(400, 'AuthorizationHeaderMalformed', '<Region>eu-west-3</Region>'),
    });
    expect(await protocol.probe(signal)).toMatchObject({ canList: true });
    receiptOf(await transferFile(protocol, { path }));
    expect(server.requests.filter(({ headers }) => !String(headers['authorization']).includes('/eu-west-3/')).length).toBe(1);
  });

  it('follows no redirect to another host', async () => {
    await begin({ script: () => ({ ...refusal(301, 'PermanentRedirect'), headers: { Location: 'http://127.0.0.1:1/' } }) });
    await expect(protocol.probe(signal)).rejects.toMatchObject({ code: 'region-wrong' });
  });

  it('asks for its keys for every request, and says when there are none', async () => {
    let hasKeys = true;
    const keys = { kind: 'aws', accessKeyId: 'key', secretAccessKey: 'secret', sessionToken: null } as const;
    await begin({}, { options: { checksum: 'md5' }, credentials: async () => (hasKeys ? keys : { kind: 'none' }) });
    await protocol.probe(signal);
    hasKeys = false;
    await expect(protocol.probe(signal)).rejects.toMatchObject({ code: 'secret-missing', details: { reason: 'access-key' } });
    expect(server.requests.length).toBe(1);
  });
});
