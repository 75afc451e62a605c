import { describe, expect, it, onTestFinished } from 'vitest';
import type { FormReceiverOptions } from '../../servers/start-form-receiver.ts';
import { startFormReceiver } from '../../servers/start-form-receiver.ts';
import { fileOf } from '../file-of.ts';
import { protocolTo } from '../protocol-to.ts';
import { errorOf, receiptOf, transferFile } from '../transfer-file.ts';
import { scriptedServer } from '../transport/scripted-server.ts';

const signal = new AbortController().signal;

async function setUp(options: FormReceiverOptions = {}) {
  const server = await startFormReceiver(options);
  onTestFinished(() => server.close());
  return { server, ...(await fileOf(200_000)) };
}

describe('a form', () => {
  it('holds the file under its field, its path and its id, and says how long it is', async () => {
    const { server, path } = await setUp();
    const protocol = protocolTo('post', server.url, { options: { field: 'photo' } });
    const done = await transferFile(protocol, { path, relativePath: 'a/שלום "1".bin', uploadId: 'u-1' });
    expect(receiptOf(done)).toEqual({ result: 'stored', verification: 'accepted', location: null });
    const request = server.requests()[0];
    expect(request?.files).toMatchObject([
      { field: 'photo', fileName: 'שלום "1".bin', mimeType: 'application/octet-stream', sizeBytes: 200_000 },
    ]);
    expect(request?.fields).toEqual({ relativePath: 'a/שלום "1".bin', uploadId: 'u-1' });
    expect([request?.contentLength, request?.headers['transfer-encoding']]).toEqual([request?.bytes, undefined]);
  });

  it('calls its field "files" where nothing else is said, and counts only the bytes of the file', async () => {
    const { server, path } = await setUp();
    const done = await transferFile(protocolTo('post', server.url), { path });
    expect(server.requests()[0]?.files[0]?.field).toBe('files');
    expect([done.sent.at(-1), done.checkpoints, done.events]).toEqual([200_000, [], ['verifying']]);
  });

  it.each(['json', 'html', 'empty'] as const)('is stored when the answer is a success: %s', async (success) => {
    const { server, path } = await setUp({ success });
    expect(receiptOf(await transferFile(protocolTo('post', server.url), { path })).result).toBe('stored');
  });

  it.each([302, 303])('is stored when the answer leads to a page of the same site: %i', async (status) => {
    const { server, path } = await setUp({ answer: () => ({ status, headers: { Location: '/thanks' } }) });
    expect(receiptOf(await transferFile(protocolTo('post', server.url), { path })).result).toBe('stored');
    expect(server.requests()).toHaveLength(1);
  });

  it.each<[number, string | undefined, string]>([
    [303, 'https://elsewhere.example/thanks', 'redirect-refused'],
    [302, '/login?next=%2Fupload', 'sign-in-refused'],
    [303, '/users/sign_in', 'sign-in-refused'],
    [302, undefined, 'redirect-refused'],
    [301, '/moved', 'redirect-refused'],
    [308, 'https://elsewhere.example/', 'redirect-refused'],
  ])('is not stored when the answer is %i to %s', async (status, location, code) => {
    const { server, path } = await setUp({ answer: () => ({ status, headers: location === undefined ? {} : { Location: location } }) });
    expect(errorOf(await transferFile(protocolTo('post', server.url), { path }))).toMatchObject({ code });
  });

  it('is sent again where the server says 307', async () => {
    const { server, path } = await setUp({
      answer: (request) => (request.path === '/upload' ? { status: 307, headers: { Location: '/upload/there' } } : undefined),
    });
    receiptOf(await transferFile(protocolTo('post', server.url), { path }));
    expect(server.requests().map((request) => [request.path, request.isComplete && request.status === 200])).toContainEqual([
      '/upload/there',
      true,
    ]);
  });

  it('passes on what the server says', async () => {
    const { server, path } = await setUp({ answer: () => ({ status: 422, body: '<h1>Not this one</h1>' }) });
    expect(errorOf(await transferFile(protocolTo('post', server.url), { path }))).toMatchObject({
      code: 'rejected',
      details: { httpStatus: 422, serverSaid: 'Not this one' },
    });
  });
});

describe('probing a form', () => {
  it.each([200, 204, 303, 400, 405, 415, 501])('takes %i for a form', async (status) => {
    const server = await scriptedServer((_request, response) => response.writeHead(status, status === 303 ? { Location: '/' } : {}).end());
    expect(await protocolTo('post', server.url).probe(signal)).toMatchObject({ isResumable: false });
  });

  it.each<[number, string]>([
    [401, 'sign-in-refused'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [500, 'server-error'],
  ])('takes %i for a refusal', async (status, code) => {
    const server = await scriptedServer((_request, response) => response.writeHead(status).end());
    await expect(protocolTo('post', server.url).probe(signal)).rejects.toMatchObject({ code });
  });

  it('finds a sign-in page', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(302, { Location: '/login' }).end());
    await expect(protocolTo('post', server.url).probe(signal)).rejects.toMatchObject({ code: 'sign-in-refused' });
  });
});
