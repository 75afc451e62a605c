import { describe, expect, it, onTestFinished } from 'vitest';
import { parseDestinationUrl } from '../../../electron/engine/destinations/parse-destination-url.ts';
import type { Protocol, ProtocolOptions } from '../../../electron/engine/protocols/protocol.ts';
import type { FormReceiverOptions } from '../../servers/start-form-receiver.ts';
import { startFormReceiver } from '../../servers/start-form-receiver.ts';
import type { PutScript, RecordedRequest } from '../../servers/start-put-recorder.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';

/** As the engine makes it of an address. */
function at(kind: 'put' | 'post', url: string, query: string, options: Partial<ProtocolOptions> = {}): Protocol {
  const { user: _user, kind: _kind, url: parsed, ...address } = parseDestinationUrl(`${kind}+${url}?${query}`);
  return protocolTo(kind, parsed.href, { ...address, ...options });
}

async function formAt(query: string, options: FormReceiverOptions = {}, more: Partial<ProtocolOptions> = {}) {
  const server = await startFormReceiver(options);
  onTestFinished(() => server.close());
  return { server, ...(await fileOf(1_000)), protocol: at('post', server.url, query, more) };
}

async function putAt(query: string, answer: (request: RecordedRequest) => PutScript = () => undefined) {
  const server = await startPutRecorder({ answer });
  onTestFinished(() => server.close());
  return { server, ...(await fileOf(1_000, 'a.bin')), protocol: at('put', server.url, query) };
}

const json = (body: unknown, status = 200) => ({ status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

describe('extra headers and fields', () => {
  it('go out with a form, and nothing of Gantry’s own query does', async () => {
    const { server, path, protocol } = await formAt(
      'v=1&gantry-header=X-Album:%20holidays&gantry-field=album:7&gantry-field=ort:K%C3%B6ln&gantry-accept=bin',
    );
    receiptOf(await transferFile(protocol, { path, relativePath: 'f/a.bin', uploadId: 'u' }));
    const request = server.requests()[0];
    expect(request?.headers['x-album']).toBe('holidays');
    expect(request?.fields).toEqual({ relativePath: 'f/a.bin', uploadId: 'u', album: '7', ort: 'Köln' });
    expect(request?.path).toBe('/upload?v=1');
  });

  it('go out with every request of a PUT destination', async () => {
    const { server, path, protocol } = await putAt('gantry-header=x-ms-blob-type:%20BlockBlob');
    receiptOf(await transferFile(protocol, { path }));
    expect(server.requests().map(({ method, headers, path }) => [method, headers['x-ms-blob-type'], path])).toEqual([
      ['HEAD', 'BlockBlob', '/a.bin'],
      ['PUT', 'BlockBlob', '/a.bin'],
      ['HEAD', 'BlockBlob', '/a.bin'],
    ]);
  });

  it('carry the token where the address says so, and an error does not repeat it', async () => {
    const credentials: ProtocolOptions['credentials'] = async () => ({ kind: 'bearer', token: 'hunter2-hunter2' });
    const answer = () => ({ status: 422, body: 'You sent X-Api-Key: hunter2-hunter2' });
    const { server, path, protocol } = await formAt('gantry-token-header=X-Api-Key', { answer }, { credentials });
    const refused = errorOf(await transferFile(protocol, { path }));
    expect(server.requests()[0]?.headers).toMatchObject({ 'x-api-key': 'hunter2-hunter2' });
    expect(server.requests()[0]?.headers.authorization).toBeUndefined();
    expect(refused).toMatchObject({ details: { serverSaid: 'You sent X-Api-Key: [redacted]' } });
  });
});

describe('a rule for success', () => {
  it.each(['post', 'put'] as const)('by status takes what it names: %s', async (kind) => {
    const answer = (request: { readonly method: string }) => (request.method === 'HEAD' ? undefined : { status: 201 });
    const { path, protocol } =
      kind === 'post'
        ? await formAt('gantry-success=201', { answer })
        : await putAt('gantry-success=201&x', (request) =>
            request.method === 'HEAD' && request.number > 1 ? { status: 405 } : answer(request),
          );
    expect(receiptOf(await transferFile(protocol, { path })).result).toBe('stored');
  });

  it.each(['post', 'put'] as const)('by status takes no other success, and does not send again for it: %s', async (kind) => {
    const answer = (request: { readonly method: string }) => (request.method === 'HEAD' ? undefined : { status: 202 });
    const { path, protocol } =
      kind === 'post' ? await formAt('gantry-success=200,201', { answer }) : await putAt('gantry-success=200,201', answer);
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({
      code: 'unexpected-answer',
      failureClass: 'permanent',
      details: { httpStatus: 202, reason: 'no-success 200,201' },
    });
  });

  it('by a link gives the receipt that link', async () => {
    const { path, protocol } = await formAt('gantry-link=$.data.files[0].url', {
      answer: () => json({ data: { files: [{ url: 'https://me:hunter2@cdn.example/a b' }] } }),
    });
    const receipt = receiptOf(await transferFile(protocol, { path }));
    expect(receipt.location).toBe('https://cdn.example/a%20b');
    expect(await protocol.linkTo?.(receipt.location ?? '', new AbortController().signal)).toBe('https://cdn.example/a%20b');
  });

  it('by a link takes one under the same host, and asks a PUT for it', async () => {
    const { server, path, protocol } = await putAt('gantry-link=$.url', ({ method, number }) =>
      method === 'PUT' ? json({ url: '/f/1' }, 201) : number > 1 ? { status: 200, headers: { 'Content-Length': '1000' } } : undefined,
    );
    expect(receiptOf(await transferFile(protocol, { path }))).toMatchObject({ verification: 'size', location: `${server.url}f/1` });
  });

  it.each([
    [json({ data: {} }), 'no-link $.data.url', 'permanent'],
    [json({ data: { url: 7 } }), 'no-link $.data.url', 'permanent'],
    [json({ data: { url: 'javascript:alert(1)' } }), 'no-link $.data.url', 'permanent'],
    [json({ data: { url: 'ftp://h/' } }), 'no-link $.data.url', 'permanent'],
    [json({ data: { url: '' } }), 'no-link $.data.url', 'permanent'],
    [{ status: 200, body: 'OK' }, 'no-json $.data.url', 'permanent'],
    [{ status: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>Welcome' }, 'no-json $.data.url', 'transient'],
  ])('by a link is not met by %j', async (answered, reason, failureClass) => {
    const { path, protocol } = await formAt('gantry-link=$.data.url', { answer: () => answered });
    expect(errorOf(await transferFile(protocol, { path }))).toMatchObject({ code: 'unexpected-answer', failureClass, details: { reason } });
  });

  it('by a link is not met by a file that arrived while its answer was lost: it is sent again in its place', async () => {
    const { server, path, protocol } = await putAt('gantry-link=$.url', ({ method, number }) =>
      method !== 'PUT' ? undefined : number < 3 ? 'abort-after-body' : json({ url: 'https://h/1' }),
    );
    const lost = await transferFile(protocol, { path });
    expect(errorOf(lost)).toMatchObject({ code: 'connection-lost' });
    expect(receiptOf(await transferFile(protocol, { path, checkpoint: lost.checkpoint })).location).toBe('https://h/1');
    expect(
      server
        .requests()
        .filter(({ method }) => method === 'PUT')
        .map((request) => request.path),
    ).toEqual(['/a.bin', '/a.bin']);
  });

  it('takes the place that a 201 names for the link', async () => {
    const { path, protocol, server } = await formAt('x=1', { answer: () => ({ status: 201, headers: { Location: '/files/7' } }) });
    expect(receiptOf(await transferFile(protocol, { path })).location).toBe(new URL('/files/7', server.url).href);
  });
});
