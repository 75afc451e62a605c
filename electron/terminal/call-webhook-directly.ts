import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Settings } from '../../shared/settings.ts';
import { UploadError } from '../engine/errors/upload-error.ts';
import { trustOf } from '../engine/protocols/transport/trust-of.ts';
import { createOutbound } from '../host/outbound/create-outbound.ts';
import { proxiesInTerminal } from './proxies-in-terminal.ts';
import type { Terminal } from './terminal.ts';

/**
 * Calls an address without a proxy, trusting the authorities of the settings as well. Follows nothing that the answer leads to. Throws `proxy-refused` where
 * the settings name a proxy for it: it is not gone past, and only the window can go through.
 */
export async function callWebhookDirectly(
  address: string,
  { method = 'GET', headers, body, signal }: RequestInit,
  settings: Settings,
  environment: Terminal['environment'],
): Promise<{ readonly status: number }> {
  const url = new URL(address);
  const outbound = createOutbound({
    settings: { current: () => settings },
    proxyPassword: { read: () => null },
    findProxies: async (target, mode) => proxiesInTerminal(environment, target, mode),
  });
  const route = await outbound.routeTo(url);
  if (route.kind === 'proxy') throw new UploadError('proxy-refused', { details: { host: route.url.host, reason: 'webhook' } });
  const isTls = url.protocol === 'https:';
  const options = {
    method,
    headers: Object.fromEntries(new Headers(headers).entries()),
    ...(signal ? { signal } : {}),
    // Its connection is of no use to a later call, which may trust others.
    agent: false,
    ...(isTls ? trustOf(outbound.certificateAuthorities()) : {}),
  };
  return await new Promise((resolve, reject) => {
    const request = (isTls ? httpsRequest : httpRequest)(url, options, (response) => {
      response.resume();
      resolve({ status: response.statusCode ?? 0 });
    });
    request.on('error', reject);
    request.end(typeof body === 'string' ? body : '');
  });
}
