import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import tls, { rootCertificates } from 'node:tls';
import { expect, it, vi } from 'vitest';
import { callWebhookDirectly } from '../../electron/terminal/call-webhook-directly.ts';
import { changeSettings } from '../../shared/change-settings.ts';
import { defaultSettings } from '../../shared/default-settings.ts';
import { selfSignedCertificate } from '../protocols/transport/certificate.ts';
import { listenOnLoopback } from '../servers/parts/listen-on-loopback.ts';

it('a webhook is called directly, and no proxy of the settings is gone past', async () => {
  const seen: unknown[] = [];
  const hooks = await listenOnLoopback(
    createServer((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => seen.push(text));
      request.on('end', () => {
        seen.push(request.method, request.headers['content-type']);
        response.writeHead(request.url === '/elsewhere' ? 302 : 204, { Location: '/done' }).end();
      });
    }),
  );
  const call = (path: string, settings = defaultSettings) =>
    callWebhookDirectly(
      `${hooks.origin}${path}`,
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}', signal: AbortSignal.timeout(10_000) },
      settings,
      {},
    );
  try {
    expect(await call('/done')).toEqual({ status: 204 });
    expect(await call('/elsewhere')).toEqual({ status: 302 });
    expect(seen).toEqual(['{}', 'POST', 'application/json', '{}', 'POST', 'application/json']);
    const manual = changeSettings(defaultSettings, { network: { proxy: 'manual', proxyUrl: 'http://127.0.0.1:9', noProxy: [] } });
    await expect(call('/done', manual)).rejects.toMatchObject({ code: 'proxy-refused' });
    expect(seen).toHaveLength(6);
  } finally {
    await hooks.close();
  }
});

it('a webhook is trusted as the uploads are: by the authorities of the settings and by those that this Node knows', async () => {
  const certificate = await selfSignedCertificate();
  const hooks = await listenOnLoopback(createTlsServer(certificate, (_request, response) => response.writeHead(204).end()));
  const call = (certificateAuthorities: readonly string[]) =>
    callWebhookDirectly(
      hooks.origin.replace('http:', 'https:'),
      { signal: AbortSignal.timeout(10_000) },
      changeSettings(defaultSettings, { network: { certificateAuthorities } }),
      {},
    );
  try {
    expect(await call([certificate.cert])).toEqual({ status: 204 });
    // What was trusted once is not trusted for ever.
    await expect(call([])).rejects.toThrow('self-signed');
    // As NODE_EXTRA_CA_CERTS adds it.
    vi.spyOn(tls, 'getCACertificates').mockReturnValue([certificate.cert]);
    expect(await call(rootCertificates.slice(0, 1))).toEqual({ status: 204 });
  } finally {
    vi.restoreAllMocks();
    await hooks.close();
  }
});
