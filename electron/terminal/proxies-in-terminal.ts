import { UploadError } from '../engine/errors/upload-error.ts';
import { environmentProxies } from '../host/outbound/environment-proxies.ts';
import type { ProxyHop } from '../host/outbound/proxy-list.ts';
import type { Terminal } from './terminal.ts';

/** The proxies that count here: those of the environment. A PAC file is a program that only the window's browser runs, so nothing is sent past it: throws `proxy-refused`. */
export function proxiesInTerminal(environment: Terminal['environment'], url: URL, mode: 'system' | 'pac'): readonly ProxyHop[] {
  if (mode === 'pac') throw new UploadError('proxy-refused', { details: { reason: 'pac' } });
  return environmentProxies(environment, url);
}
