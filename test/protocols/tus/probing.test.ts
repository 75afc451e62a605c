import { describe, expect, it, onTestFinished } from 'vitest';
import { startFormReceiver } from '../../servers/start-form-receiver.ts';
import { startPutRecorder } from '../../servers/start-put-recorder.ts';
import { startTusServer } from '../../servers/start-tus-server.ts';
import { protocolTo } from '../protocol-to.ts';
import { scriptedServer, scriptedSocket } from '../transport/scripted-server.ts';
import { scriptedTus } from './scripted-tus.ts';

const signal = new AbortController().signal;

function probe(url: string) {
  return protocolTo('tus', url).probe(signal);
}

describe('probing a tus server', () => {
  it('tells its limit and its name', async () => {
    const server = await startTusServer({ maxSizeBytes: 12_345 });
    onTestFinished(() => server.close());
    expect(await probe(server.url)).toEqual({ isResumable: true, maxFileSizeBytes: 12_345, serverName: null });
    const named = await scriptedTus(undefined, { Server: 'tusd' });
    expect(await probe(named.url)).toEqual({ isResumable: true, maxFileSizeBytes: null, serverName: 'tusd' });
  });

  it.each([200, 204])('takes %i', async (status) => {
    const tus = await scriptedTus(({ method }) => (method === 'OPTIONS' ? { status } : undefined));
    expect(await probe(tus.url)).toMatchObject({ isResumable: true });
  });

  it('finds it behind a proxy that keeps OPTIONS to itself', async () => {
    const server = await scriptedServer((request, response) => {
      const isHead = request.method === 'HEAD';
      response.writeHead(isHead ? 404 : 405, isHead ? { 'Tus-Resumable': '1.0.0' } : {}).end();
    });
    expect(await probe(server.url)).toMatchObject({ isResumable: true });
    expect(server.seen.map(({ method }) => method)).toEqual(['OPTIONS', 'HEAD']);
  });

  it('finds that it speaks another version', async () => {
    const tus = await scriptedTus(undefined, { 'Tus-Version': '2.0.0' });
    await expect(probe(tus.url)).rejects.toMatchObject({ code: 'protocol-version', details: { reason: '2.0.0' } });
  });

  it('finds servers that are none', async () => {
    const put = await startPutRecorder();
    const form = await startFormReceiver();
    onTestFinished(async () => {
      await put.close();
      await form.close();
    });
    const site = await scriptedServer((_request, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<p>Welcome'));
    const ssh = await scriptedSocket((socket) => void socket.write('SSH-2.0-x\r\n'));
    for (const url of [put.url, site.url, `http://127.0.0.1:${ssh.port}/`]) {
      await expect(probe(url)).rejects.toMatchObject({ code: 'wrong-protocol' });
    }
    await expect(probe(new URL('/nothing/here', form.url).href)).rejects.toMatchObject({
      code: expect.stringMatching(/not-found|wrong-protocol/),
    });
  });

  it.each<[number, string]>([
    [401, 'sign-in-refused'],
    [404, 'not-found'],
    [405, 'wrong-protocol'],
    [429, 'too-many-requests'],
    [503, 'server-busy'],
  ])('says what stands in the way: %i', async (status, code) => {
    const server = await scriptedServer((_request, response) => response.writeHead(status).end());
    await expect(probe(server.url)).rejects.toMatchObject({ code });
  });
});
