import { createServer } from 'node:https';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import { listenOnLoopback } from '../../servers/parts/listen-on-loopback.ts';
import { bodyOf } from './body-of.ts';
import { selfSignedCertificate } from './certificate.ts';
import { scriptedServer } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const signal = new AbortController().signal;

describe.skipIf(!hasProgram('openssl'))(`https ${missingProgram('openssl') ?? ''}`, () => {
  let certificate: Awaited<ReturnType<typeof selfSignedCertificate>>;

  beforeAll(async () => {
    certificate = await selfSignedCertificate();
  });

  async function start(location: string | null = null): Promise<{ readonly url: string; readonly bytes: () => number }> {
    let bytes = 0;
    const server = createServer(certificate, (request, response) => {
      request.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      request.on('end', () => response.writeHead(location === null ? 201 : 307, location === null ? {} : { Location: location }).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    return { url: `https://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`, bytes: () => bytes };
  }

  it('sends to a trusted server', async () => {
    const server = await start();
    const { transport } = transportTo(server.url, { certificateAuthorities: [certificate.cert] });
    const answer = await transport.request({ method: 'PUT', url: new URL(server.url), body: bodyOf(5_000_000), signal });
    expect([answer.status, server.bytes()]).toEqual([201, 5_000_000]);
  });

  it('sends small bodies over one connection, and takes up its session again over the next', async () => {
    const resumed: boolean[] = [];
    const bodies: number[] = [];
    const server = createServer(certificate, (request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.byteLength));
      request.on('end', () => {
        bodies.push(bytes);
        response.writeHead(201).end('stored');
      });
    });
    server.on('secureConnection', (socket) => resumed.push(socket.isSessionReused()));
    const listening = await listenOnLoopback(server);
    onTestFinished(() => listening.close());
    const url = new URL(listening.origin.replace('http:', 'https:'));
    const { transport } = transportTo(url.href, { certificateAuthorities: [certificate.cert] });
    onTestFinished(() => transport.close());
    const send = async (length: number): Promise<string> =>
      (await transport.request({ method: 'PUT', url, body: bodyOf(length), signal })).body.toString();
    expect([await send(10), await send(64 * 1024)]).toEqual(['stored', 'stored']);
    expect(resumed).toEqual([false]);
    transport.dropIdleConnections();
    expect(await send(16 * 1024)).toBe('stored');
    expect([resumed, bodies]).toEqual([
      [false, true],
      [10, 64 * 1024, 16 * 1024],
    ]);
  });

  it('sends nothing to one that is not trusted', async () => {
    const server = await start();
    const { transport } = transportTo(server.url);
    const sending = transport.request({ method: 'PUT', url: new URL(server.url), body: bodyOf(100), signal });
    await expect(sending).rejects.toMatchObject({ code: 'certificate-refused', failureClass: 'sign-in' });
    expect(server.bytes()).toBe(0);
  });

  it('does not follow to http', async () => {
    const plain = await scriptedServer((_request, response) => response.writeHead(201).end());
    const server = await start(plain.url);
    const { transport } = transportTo(server.url, { certificateAuthorities: [certificate.cert] });
    const sending = transport.request({ method: 'PUT', url: new URL(server.url), body: bodyOf(100), signal });
    await expect(sending).rejects.toMatchObject({ code: 'redirect-refused' });
    expect(plain.seen).toEqual([]);
  });

  it('stops at once when aborted', async () => {
    const server = await start();
    const { transport } = transportTo(server.url, { certificateAuthorities: [certificate.cert] });
    const controller = new AbortController();
    const sending = transport.request({
      method: 'PUT',
      url: new URL(server.url),
      body: bodyOf(1024 ** 3),
      signal: controller.signal,
      onBytesSent: (bytes) => {
        if (bytes > 5_000_000) controller.abort('pause');
      },
    });
    await expect(sending).rejects.toBe('pause');
  });
});
