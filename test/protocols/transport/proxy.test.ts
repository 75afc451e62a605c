import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createSilentServer } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Outbound, ProxyRoute, Route } from '../../../electron/engine/ports.ts';
import { hasProgram } from '../../servers/has-program.ts';
import { missingProgram } from '../../servers/missing-program.ts';
import type { ForwardProxyOptions } from '../../servers/start-forward-proxy.ts';
import { startForwardProxy } from '../../servers/start-forward-proxy.ts';
import { bodyOf } from './body-of.ts';
import { selfSignedCertificate } from './certificate.ts';
import { scriptedServer } from './scripted-server.ts';
import { transportTo } from './transport-to.ts';

const signal = new AbortController().signal;
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

async function proxy(options: ForwardProxyOptions = {}) {
  const started = await startForwardProxy(options);
  onTestFinished(() => started.close());
  const route = (authorization: string | null = null): ProxyRoute => ({ kind: 'proxy', url: new URL(started.url), authorization });
  return { ...started, route };
}

/** A way that a test may change in the middle. */
function outboundBy(route: Route, certificateAuthorities: readonly string[] = []) {
  const outbound = { route, certificateAuthorities };
  const port: Outbound = { routeTo: async () => outbound.route, certificateAuthorities: () => outbound.certificateAuthorities };
  return {
    ...port,
    turnTo: (route: Route) => Object.assign(outbound, { route }),
    trust: (pem: string) => Object.assign(outbound, { certificateAuthorities: [pem] }),
  };
}

async function send(url: string, outbound: Outbound, bytes = 100_000) {
  const { transport } = transportTo(url, { outbound });
  onTestFinished(() => transport.close());
  return await transport.request({ method: 'PUT', url: new URL(url), body: bodyOf(bytes), signal });
}

describe('a request that is not encrypted', () => {
  it('is passed on by the proxy, with its sign-in and the whole address', async () => {
    const server = await scriptedServer((_request, response) => response.writeHead(201).end());
    const through = await proxy({ signIn: 'ada:word' });
    const { status } = await send(`${server.url}a%20b?c=d`, outboundBy(through.route(basic('ada:word'))));
    expect(status).toBe(201);
    expect(through.seen).toEqual([`PUT ${server.url}a%20b?c=d`]);
    // What is for the proxy ends there, and the server is named as itself.
    expect(server.seen[0]?.headers['proxy-authorization']).toBeUndefined();
    expect(server.seen[0]?.headers.host).toBe(new URL(server.url).host);
  });

  it.each<[string, string | null, ForwardProxyOptions, string]>([
    ['without a sign-in', null, { signIn: 'ada:word' }, 'no-sign-in'],
    ['with a wrong one', basic('ada:wrong'), { signIn: 'ada:word' }, 'sign-in'],
    ['of another kind', basic('ada:word'), { signIn: 'ada:other', scheme: 'NTLM' }, 'scheme'],
  ])('is held %s, in words of its own', async (_name, authorization, options, reason) => {
    const server = await scriptedServer((_request, response) => response.writeHead(201).end());
    const through = await proxy(options);
    await expect(send(server.url, outboundBy(through.route(authorization)))).rejects.toMatchObject({
      code: 'proxy-refused',
      failureClass: 'sign-in',
      details: { httpStatus: 407, reason, host: new URL(through.url).host },
    });
    expect(server.seen).toEqual([]);
  });
});

describe.skipIf(!hasProgram('openssl'))(`an encrypted request ${missingProgram('openssl') ?? ''}`, () => {
  let certificate: Awaited<ReturnType<typeof selfSignedCertificate>>;
  beforeAll(async () => {
    certificate = await selfSignedCertificate();
  });

  async function tlsServer() {
    const received: { bytes: number; headers: NodeJS.Dict<string | string[]> }[] = [];
    const server = createServer(certificate, (request, response) => {
      const one = { bytes: 0, headers: request.headers };
      received.push(one);
      request.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => {
        one.bytes += chunk.byteLength;
      });
      request.on('end', () => response.writeHead(201).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return { url: `https://127.0.0.1:${port}/`, port, received };
  }

  it('goes through a tunnel, of which the proxy sees the host alone, and keeps it for the next', async () => {
    const server = await tlsServer();
    const through = await proxy({ signIn: 'ada:word' });
    const outbound = outboundBy(through.route(basic('ada:word')), [certificate.cert]);
    const { transport } = transportTo(server.url, { outbound });
    onTestFinished(() => transport.close());
    for (const bytes of [5_000_000, 10, 0]) {
      const answer = await transport.request({ method: 'PUT', url: new URL(`${server.url}secret-name`), body: bodyOf(bytes), signal });
      expect(answer.status).toBe(201);
    }
    expect(server.received.map(({ bytes }) => bytes)).toEqual([5_000_000, 10, 0]);
    expect(server.received[0]?.headers['proxy-authorization']).toBeUndefined();
    expect(through.seen).toEqual([`CONNECT 127.0.0.1:${server.port}`]);
  });

  it('goes through a proxy that is encrypted itself', async () => {
    const server = await tlsServer();
    const through = await proxy({ certificate });
    expect((await send(server.url, outboundBy(through.route(), [certificate.cert]))).status).toBe(201);
    const untrusted = send(server.url, outboundBy(through.route()));
    await expect(untrusted).rejects.toMatchObject({ code: 'certificate-refused', details: { host: new URL(through.url).host } });
  });

  it.each<[ForwardProxyOptions, string | null, object]>([
    [{ signIn: 'ada:word' }, null, { code: 'proxy-refused', failureClass: 'sign-in', details: { httpStatus: 407, reason: 'no-sign-in' } }],
    [{ signIn: 'ada:word' }, basic('ada:x'), { code: 'proxy-refused', details: { reason: 'sign-in' } }],
    [{ refuses: 407, scheme: 'Negotiate' }, basic('a:b'), { code: 'proxy-refused', details: { reason: 'scheme' } }],
    [{ refuses: 403 }, null, { code: 'proxy-refused', details: { httpStatus: 403 } }],
    [{ refuses: 502 }, null, { code: 'host-unreachable', failureClass: 'unreachable' }],
  ])('is refused by %j', async (options, authorization, expected) => {
    const server = await tlsServer();
    const through = await proxy(options);
    await expect(send(server.url, outboundBy(through.route(authorization), [certificate.cert]))).rejects.toMatchObject(expected);
    expect(server.received).toEqual([]);
  });

  it('holds its destination where the proxy is gone, and tells the proxy and not the server', async () => {
    const server = await tlsServer();
    const through = await proxy();
    await through.close();
    await expect(send(server.url, outboundBy(through.route(), [certificate.cert]))).rejects.toMatchObject({
      code: 'proxy-unreachable',
      failureClass: 'unreachable',
      details: { host: new URL(through.url).host, reason: 'ECONNREFUSED' },
    });
  });

  it('trusts an authority and takes another way as soon as a person says so', async () => {
    const server = await tlsServer();
    const through = await proxy();
    const outbound = outboundBy({ kind: 'direct' });
    const { transport } = transportTo(server.url, { outbound });
    onTestFinished(() => transport.close());
    const request = () => transport.request({ method: 'PUT', url: new URL(server.url), body: bodyOf(10), signal });
    await expect(request()).rejects.toMatchObject({ code: 'certificate-refused' });
    outbound.trust(certificate.cert);
    expect((await request()).status).toBe(201);
    outbound.turnTo(through.route());
    expect((await request()).status).toBe(201);
    expect(through.seen).toHaveLength(1);
  });

  it('stops within 250 ms, also while the tunnel is not there', async () => {
    const server = await tlsServer();
    const through = await proxy();
    const stopped = async (route: Route, after: number) => {
      const controller = new AbortController();
      const { transport } = transportTo(server.url, { outbound: outboundBy(route, [certificate.cert]) });
      onTestFinished(() => transport.close());
      let abortedAt = 0;
      const abort = (): void => {
        abortedAt ||= performance.now();
        controller.abort('pause');
      };
      const sending = transport.request({
        method: 'PUT',
        url: new URL(server.url),
        body: bodyOf(1024 ** 3),
        signal: controller.signal,
        onBytesSent: (bytes) => bytes > after && abort(),
      });
      if (after === 0) setTimeout(abort, 50);
      await expect(sending).rejects.toBe('pause');
      return performance.now() - abortedAt;
    };
    expect(await stopped(through.route(), 5_000_000)).toBeLessThan(250);
    // One that takes connections and says nothing.
    const silent = createSilentServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const url = new URL(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const hanging: ProxyRoute = { kind: 'proxy', url, authorization: null };
    expect(await stopped(hanging, 0)).toBeLessThan(250);
  });
});
